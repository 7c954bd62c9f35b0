import type { Format } from '../../../formats/format.ts'
import { planFormats } from '../../../formats/plan/index.ts'
import type { ShownPlans } from '../../../formats/plan/shown-plans.ts'
import { AuditError, EXIT, type ExitCode } from '../../../lib/process/exit.ts'
import { showsUnicode } from '../../../lib/process/terminal.ts'
import { toolVersion } from '../../../lib/process/version.ts'
import { load } from '../../../lib/registry.ts'
import type { Report } from '../../../model/report/report.ts'
import { type Instant, MINUTE } from '../../../model/time.ts'
import { nameOfReport } from '../../../report/saved-report.ts'
import { plansOf } from '../../../retirement/plan/plan-of.ts'
import type { Host } from '../../shared/host.ts'
import { type Interruption, interruptible } from '../../shared/interruptible.ts'
import { checkOutputs, surfaceOf, writeOutputs } from '../../shared/outputs.ts'
import { savedReport } from '../../shared/saved.ts'
import { speaker } from '../../shared/speaker.ts'
import { auditAndJudge, taskOf } from '../../shared/task.ts'
import { missingText } from './missing-parts.ts'
import { checkOutDirectory, writePlans } from './out-directory.ts'
import type { PlanRequest } from './request.ts'
import { withWholePaths } from './whole-paths.ts'

/** Audits, or reads a saved report, makes the plans, writes them and shows them. */
export async function runPlan(request: PlanRequest, host: Host): Promise<ExitCode> {
  const { run, out, outputs } = request
  await checkOutputs(outputs)
  if (out !== null) await checkOutDirectory(out)
  if (run.saved !== null) {
    const report = await savedReport(run.saved, run, host)
    refuseFuture(report, nameOfReport(run.saved.path), host.now())
    const missing = missingText(report, nameOfReport(run.saved.path))
    if (missing !== null) speaker(run, host.io).note(missing)
    return finish(report, request, host)
  }
  const interruption = interruptible(host.io)
  try {
    const report = await audited(request, host, interruption)
    return report === null ? notReady(request, host, interruption) : await finish(report, request, host)
  } catch (error) {
    if (interruption.exit === null || !(error instanceof AuditError)) throw error
    return notReady(request, host, interruption)
  } finally {
    interruption.end()
  }
}

/** The age of a report limits how long its plan may run. Clocks may differ by five minutes. */
function refuseFuture({ generated_at }: Report, name: string, now: Instant): void {
  if (Date.parse(generated_at) <= now + 5 * MINUTE) return
  throw new AuditError('usage', `${name} is from ${generated_at}, which is in the future.`, {
    hint: "Check this machine's clock, or save the report again.",
  })
}

/** Null: it was interrupted. A plan from a part of the keys could miss why a key is needed. */
async function audited({ run }: PlanRequest, host: Host, interruption: Interruption): Promise<Report | null> {
  const task = await taskOf(run, host, interruption)
  const { report, notes } = await auditAndJudge(task, run, host)
  for (const line of notes) task.say.note(line)
  return interruption.exit === null ? report : null
}

function notReady({ run }: PlanRequest, { io }: Host, { exit }: Interruption): ExitCode {
  speaker(run, io).note('Interrupted before the plan was ready. Nothing was written.')
  return exit ?? EXIT.failed
}

async function finish(report: Report, request: PlanRequest, host: Host): Promise<ExitCode> {
  const { run, out, outputs, watchDays, waveSize, planTtlDays } = request
  const options = { watchDays, waveSize, planTtlDays, now: host.now(), version: toolVersion() }
  const plans = plansOf(run.saved === null ? withWholePaths(report) : report, options)
  const directories = out === null || plans.length === 0 ? [] : await writePlans(out, plans)
  const render = async (output: (typeof outputs)[number]): Promise<Iterable<string>> => {
    const format = await load<Format<ShownPlans>>(planFormats, output.format)
    return format.render(
      { plans, directories },
      { ...surfaceOf(output, run.show, host.io), unicode: showsUnicode(host.io.env) },
    )
  }
  await writeOutputs(outputs, render, host.io)
  if (report.keys.length > 0 && report.keys.every(({ error }) => error !== null)) return EXIT.incomplete
  return run.show.strict && report.gaps.length > 0 ? EXIT.incomplete : EXIT.ok
}
