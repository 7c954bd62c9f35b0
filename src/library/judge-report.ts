import { checks as registry } from '../checks/index.ts'
import { toBaseline } from '../findings/baseline.ts'
import { toOpaServer } from '../findings/opa/server.ts'
import { readMutelist } from '../findings/read-mutelist.ts'
import { withFindings } from '../findings/with-findings.ts'
import { OPA_CHECK } from '../model/opa.ts'
import type { Report } from '../model/report/report.ts'
import { checksRequested, frameworksRequested, settingsOf } from './checks-requested.ts'
import { AuditError } from '../lib/process/exit.ts'
import { quoted } from '../lib/text/quoted.ts'
import type { JudgeRequest } from './requests.ts'
import { requireOptions, requireReport } from './require.ts'

type Env = Readonly<Record<string, string | undefined>>

const JUDGE_OPTIONS: Readonly<Record<keyof JudgeRequest, true>> = {
  checks: true,
  compliance: true,
  trustedAccounts: true,
  requiredTags: true,
  mutelist: true,
  baseline: true,
  opa: true,
  signal: true,
  env: true,
}

/** Judges a report by the requested checks and policies; by default, by every check. */
export async function judgeReport(report: Report, request: JudgeRequest, env: Env): Promise<Report> {
  requireReport(report)
  requireOptions(request, JUDGE_OPTIONS)
  const { mutelist, baseline, opa, signal } = request
  if (opa !== undefined && !/^https?:\/\/[^/]/.test(String(opa.url)))
    throw new AuditError('usage', `opa.url takes a URL such as http://127.0.0.1:8181, not ${quoted(String(opa.url))}.`)
  const frameworks = frameworksRequested(request)
  const ids = request.checks ?? (opa === undefined && frameworks.length === 0 ? 'all' : [])
  const inputs = {
    checks: await checksRequested(ids, frameworks),
    settings: settingsOf(request),
    frameworks,
    opa: opa === undefined ? null : toOpaServer({ rule: 'aws/kms_key/deny', token: null, ...opa }, request.env ?? env),
    mutelist: mutelist === undefined ? null : readMutelist(mutelist, [...Object.keys(registry), OPA_CHECK], 'mutelist'),
    baseline: baseline === undefined ? null : toBaseline(baseline, 'baseline'),
  }
  return withFindings(report, inputs, signal)
}
