import { checks } from '../checks/index.ts'
import { type Finding, identityOf, isSevere } from '../model/finding.ts'
import { withFindingIds } from './finding-ids.ts'
import type { Report } from '../model/report.ts'
import type { CheckOptions } from '../model/options.ts'
import { loadChecks } from './with-findings.ts'

/**
 * A saved report whose keys or days were chosen anew: what goes by them is judged again, by the report's own checks; all
 * other findings stay. A finding that still holds is as muted and as new as it was.
 */
export async function rejudge(report: Report, options: CheckOptions): Promise<Report> {
  const { findings: old, scope } = report
  if (old === undefined) return report
  const own = await loadChecks((scope.checks ?? []).filter(id => id in checks))
  const stale = own.filter(check => check.scope === 'account' || check.goesByUse === true)
  if (stale.length === 0) return withFindingIds(report, old)
  const [{ judge }, { mergeFindings }] = await Promise.all([import('./judge.ts'), import('./merge-findings.ts')])
  const { findings: fresh = [] } = judge(report, stale, options)
  const ids = new Set(stale.map(({ id }) => id))
  const before = new Map(old.filter(({ check }) => ids.has(check)).map(finding => [identityOf(finding), finding]))
  const marked = fresh.map(finding => withMarks(finding, before.get(identityOf(finding))))
  const least = scope.severity ?? null
  const all = [...old.filter(({ check }) => !ids.has(check)), ...marked.filter(each => isSevere(each, least))]
  return mergeFindings({ ...report, findings: [] }, all.toSorted(bySubject))
}

/** As checks report them: by account, Region, key and check. */
const bySubject = (one: Finding, other: Finding): number => {
  const [a, b] = [subjectOf(one), subjectOf(other)]
  return a < b ? -1 : Number(a > b)
}

const subjectOf = ({ account_id, region, key_id, check }: Finding): string =>
  [account_id, region ?? '', key_id ?? '', check].join('\n')

function withMarks(finding: Finding, before: Finding | undefined): Finding {
  if (before === undefined || (before.muted?.status ?? before.status) !== finding.status) return finding
  const { status, muted: mute, is_new: isNew } = before
  return {
    ...finding,
    status,
    ...(mute === undefined ? {} : { muted: mute }),
    ...(isNew === undefined ? {} : { is_new: isNew }),
  }
}
