import { placeClientFinder } from '../../collect/enter/places.ts'
import { withRun } from '../../collect/run/with-run.ts'
import { shownReport } from '../../findings/shown-report.ts'
import { AuditError, EXIT, type ExitCode } from '../../lib/process/exit.ts'
import type { AuditOptions, PublishOptions, PublishRequest } from '../../model/options/options.ts'
import type { Report } from '../../model/report/report.ts'
import { matchRegions, regionsOf } from '../../report/report-regions.ts'
import { nameOfReport } from '../../report/saved-report.ts'
import type { Delivery, Plan, Sink } from '../../sinks/sink.ts'
import type { Host } from '../shared/host.ts'
import { interruptible } from '../shared/interruptible.ts'
import { savedReport } from '../shared/saved.ts'
import { showProgress } from '../shared/show-progress.ts'
import { exitOf } from '../shared/show-report.ts'
import { speaker } from '../shared/speaker.ts'
import { auditAndJudge, taskOf, type Task } from '../shared/task.ts'
import { sendPlan, stopUnsent } from './send-plan.ts'
import { sinks } from '../shared/sinks.ts'

/** Audits, or reads a saved report, and sends it or its findings to a sink after the user has agreed. */
export async function runPublish(request: PublishRequest, host: Host): Promise<ExitCode> {
  const { publish, show } = request
  requireAnswer(publish, host)
  // The command line has checked the id.
  const sink = sinks.get(publish.sink) as Sink
  const interruption = interruptible(host.io)
  try {
    const task = await taskOf(request, host, interruption)
    const report = await reportOf(sink, task, request, host)
    if (interruption.exit !== null) return stopUnsent(task.say, interruption.exit)
    const progress = { text: '' }
    const shown = <T>(work: Promise<T>): Promise<T> => work.finally(showProgress(() => progress.text, show, host.io))
    const delivery: Delivery = {
      ...(await contentOf(sink, report, request)),
      signal: interruption.signal,
      showProgress: text => void (progress.text = text),
    }
    const exit = await withPlan(sink, delivery, task, shown, plan => sendPlan(plan, task, publish, host))
    return interruption.exit ?? worstOf(exit, () => exitOf(report, show, task.say))
  } catch (error) {
    if (interruption.exit === null || !(error instanceof AuditError)) throw error
    return stopUnsent(speaker(request, host.io), interruption.exit)
  } finally {
    interruption.end()
  }
}

/** Checks this before the audit, which can take minutes. */
function requireAnswer({ yes, dryRun }: PublishOptions, { io }: Host): void {
  if (yes || dryRun || (io.stdin.isTTY && io.stderr.isTTY)) return
  throw new AuditError('usage', 'Cannot ask for confirmation without a terminal.', {
    hint: 'Add --yes to send without asking, or --dry-run to see what would be sent.',
  })
}

async function reportOf({ takes }: Sink, task: Task, request: PublishRequest, host: Host): Promise<Report> {
  const { saved, publish } = request
  if (saved === null) {
    const { report, notes } = await auditAndJudge(task, request, host)
    for (const line of notes) task.say.note(line)
    return report
  }
  // If findings are sent, the report stays whole, so that it shows which findings are resolved.
  const regions = takes === 'report' ? publish.regions : null
  const report = await savedReport(
    { ...saved, regions, accounts: [], exceptAccounts: [] },
    request,
    host,
    takes === 'findings',
  )
  if (takes === 'report' || report.findings !== undefined) return report
  throw new AuditError('usage', `${nameOfReport(saved.path)} contains no findings.`, {
    hint: 'Add --checks to run the checks on it.',
  })
}

async function contentOf({ takes }: Sink, report: Report, { publish, show }: PublishRequest) {
  return {
    report: takes === 'report' ? await shownReport(report, show) : report,
    settings: publish.settings,
    minSeverity: show.severity,
    regions: matchRegions(report, publish.regions),
  }
}

/** Calls `use` with the plan of the sink. AWS sessions, if the sink needs them, stay open until `use` is done. */
async function withPlan<T>(
  sink: Sink,
  delivery: Delivery,
  { asked, runHost }: Task,
  shown: <R>(work: Promise<R>) => Promise<R>,
  use: (plan: Plan) => Promise<T>,
): Promise<T> {
  const useShown = async (planned: Promise<Plan>): Promise<T> => {
    const plan = await shown(planned)
    return use({ ...plan, send: onError => shown(plan.send(onError)) })
  }
  if (sink.needs === 'nothing') return useShown(sink.plan(delivery))
  const regions = delivery.regions ?? regionsOf(delivery.report)
  return withRun(sendingOptions(asked, regions), runHost, run =>
    useShown(sink.plan({ ...delivery, clientFor: placeClientFinder(run) })),
  )
}

/** Options for entering the same accounts in the Regions of the report, without the time limit of the audit. */
const sendingOptions = (asked: AuditOptions, regions: readonly string[]): AuditOptions => ({
  ...asked,
  regions,
  keys: [],
  maxDuration: null,
})

/** A failure to send takes precedence over the result of the report, which takes precedence over gaps. */
function worstOf(sending: ExitCode, reporting: () => ExitCode): ExitCode {
  if (sending === EXIT.failed || sending === EXIT.interrupted) return sending
  const exit = reporting()
  return exit === EXIT.ok ? sending : exit
}
