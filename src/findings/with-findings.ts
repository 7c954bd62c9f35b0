import { readSavedReport } from '../report/saved-report.ts'
import type { Check } from '../checks/check.ts'
import { checks } from '../checks/index.ts'
import { readText } from '../lib/files/read-text.ts'
import { load } from '../lib/registry.ts'
import { type Need, OPA_CHECK } from '../model/finding.ts'
import { OPA_CALL, type OpaServer } from '../model/opa.ts'
import type { CheckRecord, Report } from '../model/report.ts'
import type { CheckOptions } from '../model/options.ts'
import { judgePartialGrants } from './judge-partial-grants.ts'

export const loadChecks = (ids: readonly string[]): Promise<Check[]> =>
  Promise.all(ids.map(id => load<Check>(checks, id)))

/** What must have been read for these checks, and for policies that may ask for everything. */
export function needsOf(selected: readonly Check[], { opa }: CheckOptions): Need[] {
  const all = [...selected.flatMap(check => check.needs), ...(opa === null ? [] : READ_FOR_OPA)]
  return [...new Set(all)]
}

const READ_FOR_OPA: readonly Need[] = ['policy', 'rotation', 'grants', 'tags']

/** The report with what the selected checks and OPA say of it, or a saved one has to say itself: muted, and compared. */
export async function withFindings(
  report: Report,
  selected: readonly Check[],
  options: CheckOptions,
  signal: AbortSignal = new AbortController().signal,
): Promise<Report> {
  const isAsked = selected.length > 0 || options.opa !== null
  const found = isAsked ? await judgedAnew(report, selected, options, signal) : report
  return found.findings === undefined ? found : compared(await applyMutelist(found, options), options)
}

/** What an earlier report asked OPA is asked again, or not at all. */
async function judgedAnew(
  report: Report,
  selected: readonly Check[],
  options: CheckOptions,
  signal: AbortSignal,
): Promise<Report> {
  const others = withoutOpaFindings(report)
  const checked = selected.length === 0 ? others : await judgeByChecks(others, selected, options)
  return options.opa === null ? checked : byOpa(checked, options.opa, signal)
}

async function judgeByChecks(report: Report, selected: readonly Check[], options: CheckOptions): Promise<Report> {
  const { judge } = await import('./judge.ts')
  const { trustedAccounts, requiredTags } = options
  const found = judgePartialGrants(report, kept => judge(kept, selected, { trustedAccounts, requiredTags }))
  const details = Object.fromEntries(selected.map(check => [check.id, detailsOf(check)]))
  // New findings, all of them, whatever those of a saved report were narrowed to.
  const { severity: _, ...scope } = found.scope
  return { ...found, scope: { ...scope, checks: selected.map(({ id }) => id), check_details: details } }
}

const detailsOf = ({ title, severity, why, controls = [] }: Check): CheckRecord => ({
  title,
  severity,
  why,
  controls: [...controls],
})

function withoutOpaFindings(report: Report): Report {
  const { findings, gaps, scope } = report
  const { checks: asked } = scope
  return {
    ...report,
    gaps: gaps.filter(({ operation }) => operation !== OPA_CALL),
    ...(findings === undefined ? {} : { findings: findings.filter(({ check }) => check !== OPA_CHECK) }),
    scope: { ...scope, ...(asked === undefined ? {} : { checks: asked.filter(id => id !== OPA_CHECK) }) },
  }
}

/** Beside what checks say, or what a saved report says already. */
async function byOpa(report: Report, server: OpaServer, signal: AbortSignal): Promise<Report> {
  const [{ judgeByOpa, opaDetails }, { mergeFindings }] = await Promise.all([
    import('./opa/opa.ts'),
    import('./merge-findings.ts'),
  ])
  const { findings, gaps } = await judgeByOpa(report, server, signal)
  const { checks: asked = [], check_details: details } = report.scope
  const scope = {
    ...report.scope,
    checks: [...asked, OPA_CHECK],
    check_details: { ...details, [OPA_CHECK]: opaDetails },
  }
  return mergeFindings({ ...report, scope, gaps: [...report.gaps, ...gaps] }, findings)
}

async function applyMutelist(report: Report, { mutelist: path }: CheckOptions): Promise<Report> {
  if (path === null) return report
  const { readMutelist } = await import('./read-mutelist.ts')
  const { applyMutelist: apply } = await import('./apply-mutelist.ts')
  const list = readMutelist(await readText(path), [...Object.keys(checks), OPA_CHECK], path)
  return apply(report, list, Date.parse(report.generated_at))
}

async function compared(report: Report, { baseline: path }: CheckOptions): Promise<Report> {
  if (path === null) return report
  const { markNewFindings } = await import('./baseline.ts')
  return markNewFindings(report, await readSavedReport(path), path)
}
