import { estimateText } from '../../collect/plan/estimate-text.ts'
import { estimate } from '../../collect/plan/estimate.ts'
import type { RunHost } from '../../collect/run/run-host.ts'
import { gapLine } from '../../report/gap-line.ts'
import { toGapRecord } from '../../report/to-record.ts'
import type { ExitCode } from '../../lib/process/exit.ts'
import { AuditError, EXIT } from '../../lib/process/exit.ts'
import { joinWithAnd } from '../../lib/text/lists.ts'
import type { Report } from '../../model/report/report.ts'
import type { Host } from '../shared/host.ts'
import { interruptible } from '../shared/interruptible.ts'
import { keepRun } from '../../library/history/keep-run.ts'
import { checkOutputs } from '../shared/outputs.ts'
import { savedReport } from '../shared/saved.ts'
import { exitOf, showReport } from '../shared/show-report.ts'
import { speaker, type Speaker } from '../shared/speaker.ts'
import { auditAndJudge, taskOf, type Task } from '../shared/task.ts'
import { deletedSince } from '../../library/history/deleted-since.ts'
import type { AuditRequest } from './request.ts'

/** Audits, shows a saved report, or estimates. Writes the result and returns the exit code. */
export async function runAudit(options: AuditRequest, host: Host): Promise<ExitCode> {
  const { show } = options
  await checkOutputs(show.outputs)
  if (options.saved !== null) {
    const report = await savedReport(options.saved, options, host)
    const say = speaker(options, host.io)
    // The audit has already named the gaps of a saved report. They are named again if they can decide the exit code.
    const gaps = show.strict || options.checks.opa !== null ? gapLine(report.gaps) : null
    if (gaps !== null) say.note(gaps)
    return await showAndKeep(report, options, say, host)
  }
  const interruption = interruptible(host.io)
  try {
    return await ask(await taskOf(options, host, interruption), options, host)
  } catch (error) {
    if (interruption.exit === null || !(error instanceof AuditError)) throw error
    speaker(options, host.io).note('Interrupted before any results were available.')
    return interruption.exit
  } finally {
    interruption.end()
  }
}

/** @param paths of the written files; output on stdout is partial too */
function interruptedText(paths: readonly string[]): string {
  if (paths.length === 0) return 'Interrupted. The results are partial.'
  return `Interrupted. Partial results written to ${joinWithAnd(paths)}.`
}

async function ask(task: Task, options: AuditRequest, host: Host): Promise<ExitCode> {
  const { asked, say } = task
  const runHost = withHistory(task.runHost, options.history)
  const { show } = options
  if (options.estimate) {
    const { plan, gaps, notes, accountNames } = await estimate(asked, runHost)
    if (task.interruption.exit !== null) {
      say.note('Interrupted before the estimate was ready.')
      return task.interruption.exit
    }
    const { isTTY, columns } = host.io.stdout
    await host.io.stdout.write(estimateText(plan, isTTY ? columns : Infinity, accountNames))
    for (const note of notes) say.note(note)
    const line = gapLine(gaps.map(toGapRecord))
    if (line !== null) say.note(line)
    return EXIT.ok
  }
  const { report, notes } = await auditAndJudge({ ...task, runHost }, options, host)
  const { exit } = task.interruption
  for (const line of notes) say.note(line)
  if (exit === null) return showAndKeep(report, options, say, host)
  const written = await showReport(report, show, host.io, true)
  say.complain(interruptedText(written))
  return exit
}

const withHistory = (runHost: RunHost, history: AuditRequest['history']): RunHost =>
  history === null ? runHost : { ...runHost, deletedSince: report => deletedSince(history, report) }

/** A history that cannot be written does not keep the report from being shown: the run is then incomplete. */
async function showAndKeep(report: Report, { show, history }: AuditRequest, say: Speaker, { io }: Host) {
  // First, because a reader of stdout may be slow or leave.
  const problem = history === null ? null : keepRun(history, report)
  await showReport(report, show, io)
  const exit = exitOf(report, show, say)
  if (problem === null) return exit
  say.complain(problem)
  return exit === EXIT.ok ? EXIT.incomplete : exit
}
