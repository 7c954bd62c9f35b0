import { findingIds, withFindingIds } from '../findings/finding-ids.ts'
import type { KeyRecord, Report } from '../model/report/report.ts'
import { withKnownArchives } from './known-archives.ts'

/**
 * Returns a saved report with the fields that the version that wrote it did not have yet, and without options of archives
 * that this version does not have.
 */
export const upgradeReport = (report: Report): Report => withKnownArchives(withUnknownFindings(withLowerBound(report)))

/** Older versions listed the ids of failed and of undecided checks together in `findings` of a key. */
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
    // The sum includes keys that are not in the report, and so does not say whether their rotations were read.
    keys.length < summary.keys ||
    scope.places.some(({ status }) => status !== 'complete') ||
    keys.some(({ cost }) => cost.basis === 'base' && cost.key !== 0)
  return { ...report, savings: { ...savings, is_lower_bound: isLowerBound } }
}
