import { SEVERITIES, type Finding } from '../../../model/finding.ts'
import type { Options } from '../../../model/options/options.ts'
import type { Report } from '../../../model/report/report.ts'
import { auditAndJudge, taskOf } from '../../shared/task.ts'
import { argumentsOf } from '../arguments/audit-arguments.ts'
import { inTurn, served } from '../audited.ts'
import { requestOf } from '../session.ts'
import type { Tool } from '../tool.ts'

export const audit: Tool = {
  title: 'Audit KMS keys',
  description:
    'Audit the AWS KMS keys that this server can read: when each was last used, what it costs and, with checks, which ' +
    'problems it has. Returns the totals and an audit_id. Read the rows with keys, findings and gaps, which do not ' +
    'audit again. A whole account takes minutes: estimate says how long.',
  readsAws: true,
  output: { audit_id: { type: 'string' }, summary: { type: 'object' }, savings: { type: 'object' } },
  takes: session => argumentsOf(session, 'audit'),
  async run(call) {
    const { session, host, interruption } = call
    const options = served(requestOf(session, 'audit', call.typed) as Options, call)
    return inTurn(call, async () => {
      const { report, notes } = await auditAndJudge(await taskOf(options, host, interruption), options, host)
      interruption.signal.throwIfAborted()
      return { audit_id: session.reports.keep(report), ...overviewOf(report), notes }
    })
  },
}

/** The report with the lengths of its long lists in their place, and the failed findings by severity. */
function overviewOf(report: Report): object {
  const { findings, gaps, foreign_keys: foreign } = report
  const { keys: _keys, findings: _findings, gaps: _gaps, foreign_keys: _foreign, ...rest } = report
  const { checks, dependents, ...scope } = rest.scope
  return {
    ...rest,
    scope: {
      ...scope,
      ...(checks !== undefined && { check_count: checks.length }),
      ...(dependents !== undefined && { dependent_type_count: dependents.types.length }),
    },
    gap_count: gaps.length,
    ...(foreign !== undefined && { foreign_key_count: foreign.length }),
    ...(findings !== undefined && { failed_findings: failedBySeverity(findings) }),
  }
}

const failedBySeverity = (findings: readonly Finding[]): object =>
  Object.fromEntries(
    SEVERITIES.map(severity => [
      severity,
      findings.filter(one => one.status === 'fail' && one.severity === severity).length,
    ]),
  )
