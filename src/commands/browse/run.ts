import { listColumns, rowsOf } from '../../browse/row.ts'
import type { Browsed } from '../../browse/state.ts'
import { keyFormats } from '../../formats/key/index.ts'
import { ellipsisFor } from '../../formats/table/terminal.ts'
import { AuditError, EXIT, type ExitCode } from '../../lib/process/exit.ts'
import type { Screen } from '../../lib/process/screen.ts'
import { showsUnicode } from '../../lib/process/terminal.ts'
import type { Options } from '../../model/options/options.ts'
import type { Report } from '../../model/report/report.ts'
import type { Host } from '../shared/host.ts'
import { interruptible } from '../shared/interruptible.ts'
import { savedReport } from '../shared/saved.ts'
import { speaker } from '../shared/speaker.ts'
import { auditAndJudge, taskOf } from '../shared/task.ts'
import { explainer } from './explainer.ts'
import { checkNew, writeMarked } from './marked-file.ts'
import type { BrowseRequest } from './request.ts'

/** Reads or makes the report, shows it until the browser is left, and writes the marked keys. */
export async function runBrowse({ run, marked }: BrowseRequest, host: Host): Promise<ExitCode> {
  if (marked !== null) await checkNew(marked)
  const screen = screenOf(host)
  const interruption = interruptible(host.io)
  try {
    const report = await reportOf(run, host, interruption)
    if (interruption.exit !== null) return interruption.exit
    const { showBrowser } = await import('../../browse/screen/show-browser.ts')
    const browsed = await browsedOf(report, run, marked, host)
    const look = lookOf(run, host)
    const { isInterrupted, marked: arns } = await showBrowser({
      browsed,
      look,
      screen,
      signal: interruption.signal,
      write: writeMarked,
    })
    if (interruption.exit !== null || isInterrupted) return interruption.exit ?? EXIT.interrupted
    return await writeOnLeaving(marked, arns, run, host)
  } catch (error) {
    if (interruption.exit === null || !(error instanceof AuditError)) throw error
    speaker(run, host.io).note('Interrupted before any results were available.')
    return interruption.exit
  } finally {
    interruption.end()
    screen.close()
  }
}

function screenOf({ io }: Host): Screen {
  const screen = io.env['TERM'] === 'dumb' ? null : io.screen()
  if (screen !== null) return screen
  throw new AuditError('usage', 'kms-audit browse needs a terminal with a keyboard.', {
    hint: 'Run it in a terminal, or print a table: kms-audit --from keys.json.',
  })
}

async function reportOf(run: Options, host: Host, interruption: ReturnType<typeof interruptible>): Promise<Report> {
  if (run.saved !== null) return savedReport(run.saved, run, host)
  const { report, notes } = await auditAndJudge(await taskOf(run, host, interruption), run, host)
  const say = speaker(run, host.io)
  for (const note of notes) say.note(note)
  return report
}

const lookOf = ({ show: { color } }: Options, { io }: Host) => ({
  color: color !== 'never',
  ellipsis: ellipsisFor({ terminal: true, unicode: showsUnicode(io.env), width: 80, color: false }),
})

async function browsedOf(report: Report, run: Options, markedFile: string | null, host: Host): Promise<Browsed> {
  const columns = listColumns(report)
  const { default: format } = await keyFormats.table()
  return { columns, rows: rowsOf(report, columns), explain: explainer(report, format, run, host), markedFile }
}

async function writeOnLeaving(
  path: string | null,
  arns: readonly string[],
  run: Options,
  { io }: Host,
): Promise<ExitCode> {
  if (path === null || arns.length === 0) return EXIT.ok
  const { isWritten, message } = writeMarked(path, arns)
  if (isWritten) {
    speaker(run, io).note(message)
    return EXIT.ok
  }
  // What was marked by hand is not lost.
  await io.stdout.write(arns.map(arn => `${arn}\n`).join(''))
  throw new AuditError('failed', `${message} The ARNs of the marked keys are on stdout.`)
}
