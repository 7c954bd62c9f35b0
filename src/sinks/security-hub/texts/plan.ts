import { countNoun } from '../../../lib/text/numbers.ts'
import { type Finding, SEVERITIES, type Severity } from '../../../model/finding.ts'
import { findingCount, type RegionPlan } from '../region-plan.ts'
import { placesText } from './places.ts'

/** Returns one line about how many findings would be sent, and where. Null: none. */
export function summaryText(plans: readonly RegionPlan[]): string | null {
  const sending = plans.filter(plan => findingCount(plan) > 0)
  if (sending.length === 0) return null
  const active = sending.flatMap(plan => plan.active)
  const counts = [...SEVERITIES, 'unknown' as const]
    .map(label => [label, active.filter(({ finding }) => labelOf(finding) === label).length] as const)
    .flatMap(([label, count]) => (count === 0 ? [] : `${count} ${label}`))
    .join(', ')
  const archivedCount = (isWriteOnly: boolean): number =>
    sending
      .filter(({ destination }) => (destination.state.existing === null) === isWriteOnly)
      .reduce((sum, plan) => sum + findingCount(plan) - plan.active.length, 0)
  const [resolved, passed] = [archivedCount(false), archivedCount(true)]
  const parts = [
    `${countNoun(active.length, 'active finding')}${counts === '' ? '' : ` (${counts})`}`,
    ...(resolved === 0 ? [] : [`${resolved} to resolve`]),
    ...(passed === 0 ? [] : [`${passed} passed, to resolve earlier findings`]),
  ]
  return `Findings for Security Hub in ${placesText(destinationsOf(sending))}: ${parts.join(', ')}.`
}

/** A finding whose check got no data counts as unknown, whatever its severity would be. */
const labelOf = ({ status, severity }: Finding): Severity | 'unknown' => (status === 'fail' ? severity : 'unknown')

export function questionText(plans: readonly RegionPlan[]): string {
  const sending = plans.filter(plan => findingCount(plan) > 0)
  const count = sending.reduce((sum, plan) => sum + findingCount(plan), 0)
  return `Send ${countNoun(count, 'finding')} to Security Hub in ${placesText(destinationsOf(sending))}?`
}

const destinationsOf = (plans: readonly RegionPlan[]): RegionPlan['destination'][] =>
  plans.map(({ destination }) => destination)
