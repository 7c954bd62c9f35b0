import { findingIds, withFindingIds } from '../findings/finding-ids.ts'
import type { KeyRecord, Report } from '../model/report.ts'

/** A saved report with the fields that this version has and the version that wrote it did not have yet. */
export const upgradeReport = (report: Report): Report => withUnknownFindings(withLowerBound(report))

/** Older versions listed ids of failed and undecided checks together in `findings` of a key. */
function withUnknownFindings(report: Report): Report {
  if (report.keys.every(hasUnknownFindings)) return report
  if (report.findings !== undefined) return withFindingIds(report, report.findings)
  return { ...report, keys: report.keys.map(key => ({ ...key, ...findingIds([]) })) }
}

const hasUnknownFindings = ({ findings_unknown: ids }: Partial<KeyRecord>): boolean => ids !== undefined

function withLowerBound(report: Report): Report {
  const { keys, savings, scope, summary } = report
  if ((savings as Partial<Report['savings']>).is_lower_bound !== undefined) return report
  const isLowerBound =
    // What keys that are not shown cost is in the sum, and not how it was counted.
    keys.length < summary.keys ||
    scope.places.some(({ status }) => status !== 'complete') ||
    keys.some(({ cost }) => cost.basis === 'base' && cost.key !== 0)
  return { ...report, savings: { ...savings, is_lower_bound: isLowerBound } }
}
