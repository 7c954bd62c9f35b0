import type { GapRecord, KeyRecord, Report } from '../model/report/report.ts'
import { toolVersion } from '../lib/process/version.ts'

/**
 * Judges a report that may contain only some of a key's grants. This version keeps all grants that its checks depend
 * on. Another version may have dropped such a grant, so in its reports the grants of such a key count as not read.
 */
export function judgePartialGrants(report: Report, judge: (report: Report) => Report): Report {
  if (report.tool_version === toolVersion() || !report.keys.some(hasPartialGrants)) return judge(report)
  const gaps = report.keys.filter(hasPartialGrants).map(key => gapOf(key, report.tool_version))
  const keys = report.keys.map(key => (hasPartialGrants(key) ? { ...key, grants: null } : key))
  const judged = judge({ ...report, keys, gaps: [...report.gaps, ...gaps] })
  return { ...judged, gaps: report.gaps, keys: judged.keys.map((key, index) => withGrants(key, report.keys[index])) }
}

const hasPartialGrants = ({ grants, grants_total }: KeyRecord): boolean => (grants_total ?? 0) > (grants?.length ?? 0)

const withGrants = (key: KeyRecord, saved: KeyRecord | undefined): KeyRecord =>
  saved?.grants === undefined ? key : { ...key, grants: saved.grants }

const gapOf = ({ account_id, region, key_id, grants, grants_total }: KeyRecord, version: string): GapRecord => ({
  account_id,
  region,
  key_id,
  operation: 'kms:ListGrants',
  reason: 'partial',
  message: `kms-audit ${version} kept ${grants?.length ?? 0} of ${grants_total} grants in this report; run the audit again to check them`,
})
