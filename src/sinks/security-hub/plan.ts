import { coveredRegions } from '../../formats/finding/subject.ts'
import type { Severity } from '../../model/finding.ts'
import type { Report } from '../../model/report/report.ts'
import { resolvedAccountFindings } from './account-findings.ts'
import { type Destination, isSendable } from './destination.ts'
import { planRegion, type RegionPlan } from './region-plan.ts'
import { withRelocated } from './relocation.ts'
import { resolutionsIn } from './resolution.ts'

/**
 * Decides what happens to each finding, here and in Security Hub. Pure: reads the report and the destinations, sends
 * nothing. The rules are in `region-plan.ts` for one Region, and in `relocation.ts` for the Regions of an account.
 */
export function planRegions(
  destinations: readonly Destination[],
  report: Report,
  minSeverity: Severity | null,
): RegionPlan[] {
  const resolutionOf = resolutionsIn(report)
  const resolvedOf = resolvedAccountFindings(report)
  const now = Date.parse(report.generated_at)
  const auditedRegions = (account: string): readonly string[] => coveredRegions(report, account)
  const plans = destinations.filter(isSendable).map(destination => {
    const { place, findings: own } = destination
    const findings = own.concat(resolvedOf(place.account_id).filter(each => !own.includes(each)))
    return planRegion({
      destination,
      findings,
      resolutionOf: resolutionOf(place),
      minSeverity,
      now,
      auditedRegions: auditedRegions(place.account_id),
    })
  })
  return withRelocated(plans, auditedRegions, now)
}
