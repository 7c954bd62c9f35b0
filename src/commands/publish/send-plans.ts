import { writeAll } from '../../lib/files/chunks.ts'
import { AuditError, EXIT, type ExitCode } from '../../lib/process/exit.ts'
import { stderrText } from '../../lib/text/safe-text.ts'
import type { PublishOptions } from '../../model/options/publish-options.ts'
import type { Sent } from '../../sinks/sink.ts'
import type { Host } from '../shared/host.ts'
import type { Speaker } from '../shared/speaker.ts'
import type { Task } from '../shared/task.ts'
import type { SinkPlan } from './with-plans.ts'

/**
 * Shows what would be sent to each sink, asks the user once, and sends. With `--dry-run`, prints the calls instead. If
 * there are several sinks, each line on stderr names its sink.
 */
export async function sendPlans(
  plans: readonly SinkPlan[],
  task: Task,
  publish: PublishOptions,
  { io }: Host,
): Promise<ExitCode> {
  const { say, interruption } = task
  announce(plans, say)
  if (interruption.exit !== null) return stopUnsent(say, interruption.exit)
  const isIncomplete = plans.some(({ plan }) => plan.errors.length > 0)
  const full = plans.filter(({ plan }) => plan.summary !== null)
  if (full.length === 0) {
    if (!publish.dryRun && !isIncomplete) await io.stdout.write('Nothing to send.\n')
    return isIncomplete ? EXIT.failed : EXIT.ok
  }
  if (publish.dryRun) {
    for (const { plan } of full) await writeAll(io.stdout, plan.calls())
    return isIncomplete ? EXIT.incomplete : EXIT.ok
  }
  if (!publish.yes && !(await agrees(questionOf(full), task, io))) return stopUnsent(say, EXIT.interrupted)
  const all: Sent[] = []
  for (const one of full) {
    const sent = await sendOne(one, task, namesOf(plans, one))
    all.push(sent)
    await io.stdout.write(sent.lines.map(line => `${namesOf(plans, one)(line)}\n`).join(''))
  }
  if (all.every(({ accepted }) => accepted === 0)) return EXIT.failed
  return isIncomplete || all.some(({ failed }) => failed > 0) ? EXIT.incomplete : EXIT.ok
}

function announce(plans: readonly SinkPlan[], say: Speaker): void {
  for (const one of plans) {
    const { notes, errors, summary } = one.plan
    const name = namesOf(plans, one)
    for (const line of notes) say.note(name(line))
    for (const line of errors) say.complain(name(line))
    if (summary !== null) say.note(name(summary))
    else if (errors.length === 0 && plans.length > 1) say.note(name('Nothing to send.'))
  }
}

/** Returns a function that names the sink before a line, if there are several. */
const namesOf =
  (plans: readonly SinkPlan[], { sink }: SinkPlan) =>
  (line: string): string =>
    plans.length === 1 ? line : `${sink.id}: ${line}`

/** Sends to one sink. What it throws is an error of this sink alone. */
async function sendOne({ plan }: SinkPlan, { say, interruption }: Task, name: (line: string) => string): Promise<Sent> {
  if (interruption.signal.aborted) {
    say.complain(name('Nothing was sent, because the run was interrupted.'))
    return NOTHING
  }
  try {
    return await plan.send(line => say.complain(name(line)))
  } catch (error) {
    if (!(error instanceof AuditError)) throw error
    say.complain(name(error.hint === undefined ? error.message : `${error.message} ${error.hint}`))
    return NOTHING
  }
}

const NOTHING: Sent = { lines: [], accepted: 0, failed: 1 }

/** Ends a run that was interrupted, or that the user did not agree to. */
export function stopUnsent(say: Speaker, exit: ExitCode): ExitCode {
  say.note('Nothing was sent.')
  return exit
}

/** A failure to send takes precedence over the result of the report, which takes precedence over gaps. */
export function worstOf(sending: ExitCode, reporting: () => ExitCode): ExitCode {
  if (sending === EXIT.failed || sending === EXIT.interrupted) return sending
  const exit = reporting()
  return exit === EXIT.ok ? sending : exit
}

const questionOf = ([first, ...others]: readonly SinkPlan[]): string =>
  others.length === 0 ? (first?.plan.question ?? '') : `Send to all ${others.length + 1} destinations?`

async function agrees(question: string, { interruption }: Task, { stdin, stderr }: Host['io']): Promise<boolean> {
  await stdin.drop(interruption.signal)
  if (interruption.signal.aborted) return false
  await stderr.write(`${stderrText(question)} [y/N] `)
  const answer = await stdin.line(interruption.signal)
  // The next message must start on a new line.
  if (answer === null) await stderr.write('\n')
  return /^y(es)?$/i.test(answer?.trim() ?? '')
}
