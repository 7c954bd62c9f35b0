import { countNoun } from '../../../lib/text/numbers.ts'
import { safeText } from '../../../lib/text/safe-text.ts'
import { isProblem } from '../../../model/finding.ts'
import { isAccountFinding } from '../account-findings.ts'
import { type Destination, isWriteOnly } from '../destination.ts'
import { findingCount, type RegionPlan } from '../region-plan.ts'
import { inPlacesText } from './places.ts'

/** Returns what people should know about the Regions that findings can be sent to. */
export const notesOf = (plans: readonly RegionPlan[]): string[] => [
  ...writeOnlyNotes(plans),
  ...broaderNotes(plans),
  ...newerNotes(plans),
]

/** About Regions where reading the existing findings is denied. */
function writeOnlyNotes(plans: readonly RegionPlan[]): string[] {
  const writeOnly = plans
    .filter(plan => findingCount(plan) > 0 || hasResolvedAccountFinding(plan.destination))
    .map(({ destination }) => destination)
    .filter(isWriteOnly)
  const [one] = writeOnly
  if (one === undefined) return []
  const exception = writeOnly.some(hasResolvedAccountFinding) ? ', except findings about whole accounts' : ''
  return [
    `Could not read the existing findings ${inPlacesText(writeOnly)} (${safeText(one.state.why)}). Passed findings are sent ` +
      `too, so that fixed issues get resolved${exception}. To send fewer findings, allow securityhub:GetFindings.`,
  ]
}

const hasResolvedAccountFinding = ({ findings }: Destination): boolean =>
  findings.some(each => isAccountFinding(each) && !isProblem(each))

/** About account-level findings that cover Regions that this audit left out. */
function broaderNotes(plans: readonly RegionPlan[]): string[] {
  const kept = plans.flatMap(plan => plan.keptBecauseBroader)
  if (kept.length === 0) return []
  const missing = [...new Set(kept.flat())].toSorted()
  const [they, them] = kept.length === 1 ? ['It was', 'it'] : ['They were', 'them']
  const next = missing.length === 0 ? '' : ` To update ${them}, include ${missing.join(', ')} in the audit.`
  return [
    safeText(
      `Security Hub has ${countNoun(kept.length, 'finding')} about Regions that this audit did not include. ` +
        `${they} not changed.${next}`,
    ),
  ]
}

function newerNotes(plans: readonly RegionPlan[]): string[] {
  const kept = plans.reduce((sum, plan) => sum + plan.keptBecauseNewer, 0)
  if (kept === 0) return []
  const they = kept === 1 ? 'It was' : 'They were'
  return [`Security Hub has ${countNoun(kept, 'finding')} from a later audit than this report. ${they} not changed.`]
}
