import { writeAll } from '../../lib/files/chunks.ts'
import { EXIT, type ExitCode } from '../../lib/process/exit.ts'
import { stderrText } from '../../lib/text/safe-text.ts'
import type { PublishOptions } from '../../model/options/options.ts'
import type { Plan } from '../../sinks/sink.ts'
import type { Host } from '../shared/host.ts'
import type { Speaker } from '../shared/speaker.ts'
import type { Task } from '../shared/task.ts'

/** Shows a plan, asks the user, and sends. With `--dry-run`, prints the calls instead. */
export async function sendPlan(plan: Plan, task: Task, publish: PublishOptions, { io }: Host): Promise<ExitCode> {
  const { say, interruption } = task
  for (const line of plan.notes) say.note(line)
  for (const line of plan.errors) say.complain(line)
  if (interruption.exit !== null) return stopUnsent(say, interruption.exit)
  const isIncomplete = plan.errors.length > 0
  if (plan.summary === null) {
    if (!publish.dryRun && !isIncomplete) await io.stdout.write('Nothing to send.\n')
    return isIncomplete ? EXIT.failed : EXIT.ok
  }
  say.note(plan.summary)
  if (publish.dryRun) {
    await writeAll(io.stdout, plan.calls())
    return isIncomplete ? EXIT.incomplete : EXIT.ok
  }
  if (!publish.yes && !(await agrees(plan.question, task, io))) return stopUnsent(say, EXIT.interrupted)
  const { lines, accepted, failed } = await plan.send(line => say.complain(line))
  await io.stdout.write(lines.map(line => `${line}\n`).join(''))
  if (accepted === 0) return EXIT.failed
  return isIncomplete || failed > 0 ? EXIT.incomplete : EXIT.ok
}

/** Ends a run that was interrupted, or that the user did not agree to. */
export function stopUnsent(say: Speaker, exit: ExitCode): ExitCode {
  say.note('Nothing was sent.')
  return exit
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
