import { advise } from '../../advice/advise.ts'
import { adviceFormats } from '../../formats/advice/index.ts'
import type { Format } from '../../formats/format.ts'
import { diffReports } from '../../history/diff-reports.ts'
import { AuditError, EXIT, type ExitCode } from '../../lib/process/exit.ts'
import { showsUnicode } from '../../lib/process/terminal.ts'
import { load } from '../../lib/registry.ts'
import type { AdviceReport } from '../../model/advice.ts'
import type { Output } from '../../model/options/options.ts'
import type { Report } from '../../model/report/report.ts'
import { readSavedReport } from '../../report/saved-report.ts'
import type { AdviseRequest } from '../advise.ts'
import type { Host } from '../shared/host.ts'
import { choosesKeys } from '../shared/advice-needs.ts'
import { readSecrets } from './read-secrets.ts'
import { type AdviceRecords, withActualCosts } from './with-actual-costs.ts'
import { type Interruption, interruptible } from '../shared/interruptible.ts'
import { checkOutputs, surfaceOf, writeOutputs } from '../shared/outputs.ts'
import { savedReport } from '../shared/saved.ts'
import { speaker } from '../shared/speaker.ts'
import { auditAndJudge, taskOf } from '../shared/task.ts'

/** Advises on AWS as it is, or on a saved report. */
export async function runAdvise(request: AdviseRequest, host: Host): Promise<ExitCode> {
  await checkOutputs(request.show.outputs)
  // A baseline that cannot be read is wrong usage, which must not come to light after an audit of minutes.
  const baseline = request.baseline === null ? null : await readSavedReport(request.baseline)
  const interruption = interruptible(host.io)
  try {
    const records = await recordsFor(request, host, interruption)
    const whole = advise({ ...records, realized: realizedSince(baseline, records.report) })
    const { exit } = interruption
    await show(whole, request, host, exit !== null)
    if (exit !== null) {
      speaker(request, host.io).note('Interrupted. The results are partial.')
      return exit
    }
    return request.show.strict && whole.gaps.length > 0 ? EXIT.incomplete : EXIT.ok
  } catch (error) {
    if (interruption.exit === null || !(error instanceof AuditError)) throw error
    speaker(request, host.io).note('Interrupted before any results were available.')
    return interruption.exit
  } finally {
    interruption.end()
  }
}

async function recordsFor(request: AdviseRequest, host: Host, interruption: Interruption): Promise<AdviceRecords> {
  if (request.saved !== null)
    return { origin: 'saved', report: await savedReport(request.saved, request, host), secrets: null }
  const task = await taskOf(request, host, interruption)
  const { report, notes } = await auditAndJudge(task, request, host)
  const say = speaker(request, host.io)
  for (const note of notes) say.note(note)
  const origin = choosesKeys(request.audit) ? 'chosen-keys' : 'run'
  const isAsked = origin === 'run' && interruption.exit === null
  const records = { origin, ...(isAsked ? await readSecrets(task, report) : { report, secrets: null }) } as const
  return request.actualCosts && interruption.exit === null ? withActualCosts(task, records) : records
}

/** What unused keys of the earlier report cost that are gone now, or pending deletion. */
function realizedSince(baseline: Report | null, report: Report): AdviceReport['totals']['realized'] {
  if (baseline === null) return null
  const { savings } = diffReports(baseline, report, { old: 'baseline', new: 'report' })
  return { keys: savings.realized_keys, monthly_savings: savings.realized_monthly, since: baseline.generated_at }
}

async function show(
  whole: AdviceReport,
  { show: shown }: AdviseRequest,
  { io }: Host,
  partial: boolean,
): Promise<void> {
  const render = async (output: Output): Promise<Iterable<string>> => {
    const format = await load<Format<AdviceReport>>(adviceFormats, output.format)
    return format.render(whole, { ...surfaceOf(output, shown, io), unicode: showsUnicode(io.env) })
  }
  await writeOutputs(shown.outputs, render, io, { partial })
}
