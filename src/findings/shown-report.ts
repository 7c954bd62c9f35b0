import { checks } from '../checks/index.ts'
import { defined } from '../lib/defined.ts'
import { isSevere, placeOf, type Severity } from '../model/finding.ts'
import type { KeyFilter, ShowOptions } from '../model/options/options.ts'
import { fitsReference, isReferenceFilter } from '../model/report/references.ts'
import type { KeyRecord, Report } from '../model/report/report.ts'
import { withFindingIds } from './finding-ids.ts'
import { fitsDisposition } from './gate-match.ts'
import { loadChecks } from './load-checks.ts'

/** Returns the part of a report that is shown, by `--severity` and `--only`. */
export const shownReport = (report: Report, { severity, only }: Pick<ShowOptions, 'severity' | 'only'>) =>
  withFewerGrants(withOnly(withSeverity(report, severity), only))

/** Drops milder findings. The report says so: they may exist all the same. */
function withSeverity(report: Report, least: Severity | null): Report {
  const { findings, scope } = report
  const left = findings?.filter(each => isSevere(each, least))
  if (left === undefined || least === null || left.length === findings?.length) return report
  return withFindingIds({ ...report, scope: { ...scope, severity: least } }, left)
}

/**
 * Keeps the rows of these keys and the findings of these rows. A finding about an account belongs to no row, so it is
 * dropped. Summary and savings still cover every key.
 */
function withOnly(report: Report, only: readonly KeyFilter[]): Report {
  if (only.length === 0) return report
  const keys = report.keys.filter(key => isShown(key, only))
  const rows = new Set(keys.map(placeOf))
  const findings = report.findings?.filter(finding => rows.has(placeOf(finding)))
  return { ...report, scope: { ...report.scope, only: [...only] }, keys, ...defined({ findings }) }
}

/** Whether the key has one of the verdicts, and is referenced or not, as far as the words are about each of them. */
function isShown(key: KeyRecord, only: readonly KeyFilter[]): boolean {
  const references = only.filter(isReferenceFilter)
  const verdicts = only.filter(word => !isReferenceFilter(word))
  return (
    (verdicts.length === 0 || verdicts.some(filter => fitsDisposition(key, filter))) &&
    (references.length === 0 || references.some(filter => fitsReference(key, filter)))
  )
}

/** Of a key with more grants than this, a report contains only those that a check depends on, and examples. */
const MANY_GRANTS = 1000

/** Drops grants that no check depends on. Which they are only the checks know, so all of them are loaded. */
async function withFewerGrants(report: Report): Promise<Report> {
  if (!report.keys.some(({ grants }) => (grants?.length ?? 0) > MANY_GRANTS)) return report
  const { withNotableGrants } = await import('../checks/grants/shared/notable-grants.ts')
  return withNotableGrants(report, await loadChecks(Object.keys(checks)))
}
