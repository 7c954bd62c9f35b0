import { resolveSettings } from '../../../cli/settings.ts'
import type { FindingStatus } from '../../../model/finding.ts'
import type { Options } from '../../../model/options/options.ts'
import type { Report } from '../../../model/report/report.ts'
import { deriveReport } from '../../../report/derive/derive-report.ts'
import { aboutKey } from '../../shared/about-key.ts'
import { UNCHANGED } from '../../shared/report-pair.ts'
import { explained } from '../../shared/explain-key.ts'
import { argumentsOf } from '../arguments/audit-arguments.ts'
import { ownOptions } from '../arguments/own-options.ts'
import { inTurn, served } from '../audited.ts'
import { requestOf } from '../session.ts'
import { refuseUnselected } from '../within-server.ts'
import type { Call, Tool } from '../tool.ts'

const { name, auditId } = ownOptions

export const key: Tool = {
  title: 'Explain one key',
  description:
    'Everything about one key: its use with the evidence, who used it last, its cost, policy and grants, what is wrong ' +
    'with it and what to do. With audit_id it is read from that report; without, from AWS.',
  readsAws: true,
  takes: session => ({ name, auditId, ...argumentsOf(session, 'key') }),
  required: ['name'],
  async run(call) {
    const { settings } = resolveSettings({ name, auditId }, { typed: call.typed, env: {}, config: null })
    const wanted = settings.name ?? ''
    return settings.auditId === null ? liveKey(wanted, call) : keyOf(wanted, settings.auditId, call)
  },
}

async function liveKey(wanted: string, call: Call): Promise<object> {
  refuseUnselected(call.session)
  const options = served(requestOf(call.session, 'key', call.typed, [wanted]) as Options, call)
  return inTurn(call, async () => {
    const { report, notes } = await explained(options, call.host, call.interruption)
    return { ...oneKey(report), notes }
  })
}

async function keyOf(wanted: string, id: string, { session }: Call): Promise<object> {
  const report = await session.reports.get(id)
  const { report: narrowed, notes } = await deriveReport(
    report,
    { ...UNCHANGED, oneKey: true, keys: [wanted], path: id },
    id,
  )
  return { audit_id: id, ...oneKey(aboutKey(narrowed)), notes }
}

/** The one key of the report. Of checks that found nothing, only the ids. */
const oneKey = ({ keys, findings, gaps, generated_at, unused_days, request_days }: Report): object => ({
  generated_at,
  unused_days,
  request_days,
  ...(findings && {
    findings: findings.filter(({ status }) => !IS_FINE.has(status)),
    passed: [...new Set(findings.flatMap(({ check, status }) => (status === 'pass' ? [check] : [])))],
  }),
  gaps,
  key: keys[0] ?? null,
})

const IS_FINE: ReadonlySet<FindingStatus> = new Set(['pass', 'not_applicable'])
