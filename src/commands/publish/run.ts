import { AuditError, type ExitCode } from '../../lib/process/exit.ts'
import type { PublishOptions, PublishRequest } from '../../model/options/publish-options.ts'
import type { Sink } from '../../sinks/sink.ts'
import type { Host } from '../shared/host.ts'
import { interruptible } from '../shared/interruptible.ts'
import { exitOf } from '../shared/show-report.ts'
import { sinks } from '../shared/sinks.ts'
import { speaker } from '../shared/speaker.ts'
import { taskOf } from '../shared/task.ts'
import { reportToSend } from './report-to-send.ts'
import { sendPlans, stopUnsent, worstOf } from './send-plans.ts'
import { isWorthSending } from './send-condition.ts'
import { withPlans } from './with-plans.ts'

/** Audits, or reads a saved report, and sends it or its findings to the sinks after the user has agreed. */
export async function runPublish(request: PublishRequest, host: Host): Promise<ExitCode> {
  const { publish, show } = request
  requireAnswer(publish, host)
  // The command line has checked the ids.
  const chosen = publish.sinks.map(id => sinks.get(id) as Sink)
  for (const { check } of chosen) await check?.(publish.settings as never)
  const interruption = interruptible(host.io)
  try {
    const task = await taskOf(request, host, interruption)
    const sent = await reportToSend(chosen, task, request, host)
    if (interruption.exit !== null) return stopUnsent(task.say, interruption.exit)
    const exitOfReport = (): ExitCode => exitOf(sent.report, show, task.say)
    if (!isWorthSending(sent, publish, task.say, host)) return exitOfReport()
    const exit = await withPlans({ chosen, sent, task, request, host }, plans => sendPlans(plans, task, publish, host))
    return interruption.exit ?? worstOf(exit, exitOfReport)
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
