import type { Check, CheckSettings } from '../checks/check.ts'
import { defined } from '../lib/defined.ts'
import { OPA_CALL, OPA_CHECK, type OpaServer } from '../model/opa.ts'
import type { Report } from '../model/report/report.ts'
import { checkRecord } from './check-record.ts'
import type { Baseline } from './baseline.ts'
import { judgePartialGrants } from './judge-partial-grants.ts'
import type { Mutelist } from './mutelist.ts'
import { reassessable, withoutStaleCompliance } from './reassess.ts'

/** What findings are made from, besides the report. All of it has been read before. */
export interface FindingsInputs {
  /** Empty: the report keeps the findings that it has. */
  checks: readonly Check[]
  settings: CheckSettings
  /** Ids of the frameworks of `--compliance`; the checks include those that they need. Empty: none. */
  frameworks: readonly string[]
  /** Null: no OPA server is asked. */
  opa: OpaServer | null
  /** Null: nothing is muted. */
  mutelist: Mutelist | null
  /** Null: findings are not marked as new or known. */
  baseline: Baseline | null
}

/** Stops requests to the OPA server. */
const NO_SIGNAL = new AbortController().signal

/**
 * Returns the report with the findings of the checks and of OPA, muted by the mutelist and compared with the baseline.
 * Without checks and OPA, the mutelist and the baseline apply to the findings that the report has.
 */
export async function withFindings(report: Report, inputs: FindingsInputs, signal = NO_SIGNAL): Promise<Report> {
  const { checks, opa, mutelist, baseline, frameworks } = inputs
  const isJudged = checks.length > 0 || opa !== null
  const judged = isJudged ? withoutStaleCompliance(await judgeAnew(report, inputs, signal)) : report
  if (judged.findings === undefined) return judged
  const muted = mutelist === null ? judged : await mute(judged, mutelist)
  const compared = baseline === null ? muted : await compareWithBaseline(muted, baseline)
  return assess(compared, frameworks)
}

/** Without frameworks, those of a saved report are assessed again: its findings may have been muted. */
async function assess(report: Report, wanted: readonly string[]): Promise<Report> {
  const frameworks = wanted.length > 0 ? wanted : reassessable(report)
  if (frameworks.length === 0) return report
  const { withCompliance } = await import('./compliance.ts')
  return withCompliance(report, frameworks)
}

/** Findings of OPA in an earlier report are replaced or, without an OPA server, dropped. */
async function judgeAnew(report: Report, { checks, settings, opa }: FindingsInputs, signal: AbortSignal) {
  const others = withoutOpaFindings(report)
  const checked = checks.length === 0 ? others : await judgeByChecks(others, checks, settings)
  return opa === null ? checked : judgeByOpaToo(checked, opa, signal)
}

async function judgeByChecks(report: Report, checks: readonly Check[], settings: CheckSettings): Promise<Report> {
  const { judge } = await import('./judge.ts')
  const judged = judgePartialGrants(report, whole => judge(whole, checks, settings))
  const details = Object.fromEntries(checks.map(check => [check.id, checkRecord(check)]))
  // The new findings are complete, so the severity to which those of a saved report were limited no longer holds.
  const { severity: _, ...scope } = judged.scope
  return { ...judged, scope: { ...scope, checks: checks.map(({ id }) => id), check_details: details } }
}

function withoutOpaFindings(report: Report): Report {
  const { findings, gaps, scope } = report
  return {
    ...report,
    gaps: gaps.filter(({ operation }) => operation !== OPA_CALL),
    ...defined({ findings: findings?.filter(({ check }) => check !== OPA_CHECK) }),
    scope: { ...scope, ...defined({ checks: scope.checks?.filter(id => id !== OPA_CHECK) }) },
  }
}

/** Adds the findings of OPA to those of the checks, or to those that a saved report has. */
async function judgeByOpaToo(report: Report, server: OpaServer, signal: AbortSignal): Promise<Report> {
  const [{ judgeByOpa, opaDetails }, { mergeFindings }] = await Promise.all([
    import('./opa/opa.ts'),
    import('./merge-findings.ts'),
  ])
  const { findings, gaps } = await judgeByOpa(report, server, signal)
  const { checks = [], check_details: details } = report.scope
  const scope = {
    ...report.scope,
    checks: [...checks, OPA_CHECK],
    check_details: { ...details, [OPA_CHECK]: opaDetails },
  }
  return mergeFindings({ ...report, scope, gaps: [...report.gaps, ...gaps] }, findings)
}

async function mute(report: Report, mutelist: Mutelist): Promise<Report> {
  const { applyMutelist } = await import('./apply-mutelist.ts')
  return applyMutelist(report, mutelist, Date.parse(report.generated_at))
}

async function compareWithBaseline(report: Report, baseline: Baseline): Promise<Report> {
  const { markNewFindings } = await import('./baseline.ts')
  return markNewFindings(report, baseline)
}
