import { withRun } from '../../collect/run/with-run.ts'
import { placeClientFinder } from '../../collect/enter/places.ts'
import { nameOfReport } from '../../report/saved-report.ts'
import { showProgress } from '../shared/show-progress.ts'
import type { ExitCode } from '../../lib/process/exit.ts'
import { AuditError, EXIT } from '../../lib/process/exit.ts'
import { stderrText } from '../../lib/text/safe-text.ts'
import { writeAll } from '../../lib/files/chunks.ts'
import { load } from '../../lib/registry.ts'
import type { Report } from '../../model/report.ts'
import type { AuditOptions, Options, PublishOptions, PublishRequest } from '../../model/options.ts'
import { sinks } from '../../sinks/index.ts'
import type { Plan, Sink } from '../../sinks/sink.ts'
import type { Host } from '../shared/host.ts'
import { interruptible } from '../shared/interruptible.ts'
import { savedReport } from '../shared/saved.ts'
import { matchRegions, regionsOf } from '../../report/report-regions.ts'
import { exitOf } from '../shared/show-report.ts'
import { speaker } from '../shared/speaker.ts'
import { auditAndJudge, taskOf, type Task } from '../shared/task.ts'

/** Audits, or reads a saved report, and sends its findings to a sink after the user has agreed. */
export async function runPublish(options: PublishRequest, host: Host): Promise<ExitCode> {
  const { publish } = options
  requireAnswer(publish, host)
  const sink = await load<Sink>(sinks, publish.sink)
  const interruption = interruptible(host.io)
  try {
    const task = await taskOf(options, host, interruption)
    const report = await reportOf(task, options, host)
    if (interruption.exit !== null) return stopped(task, interruption.exit)
    const regions = matchRegions(report, publish.regions)
    const exit = await withRun(sendingOptions(task.asked, regions ?? regionsOf(report)), task.runHost, async opened => {
      let text = ''
      const tell = (far: string): void => void (text = far)
      const shown = <T>(work: Promise<T>): Promise<T> => work.finally(showProgress(() => text, options.show, host.io))
      const delivery = { report, least: options.show.severity, regions, access: placeClientFinder(opened), tell }
      const plan = await shown(sink.plan(delivery))
      return deliver({ ...plan, send: complain => shown(plan.send(complain)) }, task, publish, host)
    })
    return interruption.exit ?? worstOf(exit, () => exitOf(report, options.show, task.say))
  } catch (error) {
    if (interruption.exit === null || !(error instanceof AuditError)) throw error
    speaker(options, host.io).note(NOTHING_SENT)
    return interruption.exit
  } finally {
    interruption.end()
  }
}

const NOTHING_SENT = 'Nothing was sent.'

/** Checks this before the audit, which can take minutes. */
function requireAnswer({ yes, dryRun }: PublishOptions, { io }: Host): void {
  if (yes || dryRun || (io.stdin.isTTY && io.stderr.isTTY)) return
  throw new AuditError('usage', 'Cannot ask for confirmation without a terminal.', {
    hint: 'Add --yes to send without asking, or --dry-run to see what would be sent.',
  })
}

async function reportOf(task: Task, options: Options, host: Host): Promise<Report> {
  if (options.saved !== null) {
    // --region selects what is sent. The report stays whole, so that it shows which findings are resolved.
    const whole = { ...options.saved, regions: null, accounts: [], exceptAccounts: [] }
    const saved = await savedReport(whole, options, host)
    if (saved.findings !== undefined) return saved
    const name = nameOfReport(options.saved.path)
    throw new AuditError('usage', `${name} contains no findings.`, { hint: 'Add --checks to run the checks on it.' })
  }
  const { report, notes } = await auditAndJudge(task, options, host)
  for (const line of notes) task.say.note(line)
  return report
}

function stopped({ say }: Task, exit: ExitCode): ExitCode {
  say.note(NOTHING_SENT)
  return exit
}

/** Options for entering the same accounts in the Regions of the report, without the time limit of the audit. */
const sendingOptions = (asked: AuditOptions, regions: readonly string[]): AuditOptions => ({
  ...asked,
  regions,
  keys: [],
  maxDuration: null,
})

async function deliver(plan: Plan, task: Task, publish: PublishOptions, { io }: Host): Promise<ExitCode> {
  const { say, interruption } = task
  for (const line of plan.notes) say.note(line)
  for (const line of plan.troubles) say.complain(line)
  if (interruption.exit !== null) return stopped(task, interruption.exit)
  const incomplete = plan.troubles.length > 0
  if (plan.summary === null) {
    if (!publish.dryRun && !incomplete) await io.stdout.write('Nothing to send.\n')
    return incomplete ? EXIT.failed : EXIT.ok
  }
  say.note(plan.summary)
  if (publish.dryRun) {
    await writeAll(io.stdout, plan.calls())
    return incomplete ? EXIT.incomplete : EXIT.ok
  }
  if (!publish.yes && !(await agrees(plan.question, task, io))) return stopped(task, EXIT.interrupted)
  const { lines, taken, lost } = await plan.send(line => say.complain(line))
  await io.stdout.write(lines.map(line => `${line}\n`).join(''))
  if (taken === 0) return EXIT.failed
  return incomplete || lost > 0 ? EXIT.incomplete : EXIT.ok
}

async function agrees(question: string, { interruption }: Task, { stdin, stderr }: Host['io']): Promise<boolean> {
  await stdin.drop(interruption.signal)
  if (interruption.signal.aborted) return false
  await stderr.write(`${stderrText(question)} [y/N] `)
  const answer = await stdin.line(interruption.signal)
  // The next message must start on a new line.
  if (answer === null) await stderr.write('\n')
  return /^y(es)?$/i.test(answer?.trim() ?? '')
}

/** A failure to send takes precedence over the result of the report, which takes precedence over gaps. */
function worstOf(sending: ExitCode, reporting: () => ExitCode): ExitCode {
  if (sending === EXIT.failed || sending === EXIT.interrupted) return sending
  const exit = reporting()
  return exit === EXIT.ok ? sending : exit
}
