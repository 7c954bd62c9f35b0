import { checks } from '../checks/index.ts'
import { defined } from '../lib/defined.ts'
import { type Finding, identityOf, isSevere } from '../model/finding.ts'
import { withFindingIds } from './finding-ids.ts'
import type { Report } from '../model/report/report.ts'
import type { CheckOptions } from '../model/options/options.ts'
import { loadChecks } from './load-checks.ts'

/**
 * Judges a saved report again after its keys or days were narrowed. Only checks that depend on them run again; all
 * other findings stay. A finding with the same status as before keeps its marks (muted, new).
 */
export async function rejudge(report: Report, options: CheckOptions): Promise<Report> {
  const { findings: before, scope } = report
  if (before === undefined) return report
  const reportChecks = await loadChecks((scope.checks ?? []).filter(id => id in checks))
  const affected = reportChecks.filter(check => check.scope === 'account' || check.goesByUse === true)
  if (affected.length === 0) return withFindingIds(report, before)
  const [{ judge }, { mergeFindings }] = await Promise.all([import('./judge.ts'), import('./merge-findings.ts')])
  const { findings: fresh = [] } = judge(report, affected, options)
  const ids = new Set(affected.map(({ id }) => id))
  const replaced = new Map(before.filter(({ check }) => ids.has(check)).map(finding => [identityOf(finding), finding]))
  const marked = fresh.map(finding => withMarks(finding, replaced.get(identityOf(finding))))
  const least = scope.severity ?? null
  const all = [...before.filter(({ check }) => !ids.has(check)), ...marked.filter(each => isSevere(each, least))]
  return mergeFindings({ ...report, findings: [] }, all.toSorted(bySubject))
}

/** The order in which checks report findings: by account, Region, key and check. */
const bySubject = (one: Finding, other: Finding): number => {
  const [a, b] = [subjectOf(one), subjectOf(other)]
  return a < b ? -1 : Number(a > b)
}

const subjectOf = ({ account_id, region, key_id, check }: Finding): string =>
  [account_id, region ?? '', key_id ?? '', check].join('\n')

function withMarks(finding: Finding, before: Finding | undefined): Finding {
  if (before === undefined || (before.muted?.status ?? before.status) !== finding.status) return finding
  const { status, muted, is_new } = before
  return { ...finding, status, ...defined({ muted, is_new }) }
}
