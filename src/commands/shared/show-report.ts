import { evaluateGates } from '../../findings/gate.ts'
import { shownReport } from '../../findings/shown-report.ts'
import { rowView } from '../../formats/columns/row-options.ts'
import type { Format } from '../../formats/format.ts'
import { formats } from '../../formats/index.ts'
import type { ExitCode } from '../../lib/process/exit.ts'
import type { Io } from '../../lib/process/io.ts'
import { showsUnicode } from '../../lib/process/terminal.ts'
import { load } from '../../lib/registry.ts'
import type { Output, ShowOptions } from '../../model/options/options.ts'
import type { Report } from '../../model/report/report.ts'
import type { Rerun } from '../../model/options/rerun.ts'
import { surfaceOf, writeOutputs } from './outputs.ts'
import type { Speaker } from './speaker.ts'

/**
 * Writes a report to every output. The report of a run that was cut short goes to FILE.partial and leaves FILE as it
 * is. Returns the paths of the files written.
 */
export async function showReport(report: Report, show: ShowOptions, io: Io, partial = false): Promise<string[]> {
  const shown = await shownReport(report, show)
  const rerun = rerunOf(show.rerun, io.env)
  const render = async (output: Output): Promise<Iterable<string>> => {
    const { render: rendered } = await load<Format>(formats, output.format)
    const view = { ...surfaceOf(output, show, io), unicode: showsUnicode(io.env), allKeys: report.keys, rerun }
    return rendered(shown, { ...view, ...rowView(show) })
  }
  return writeOutputs(show.outputs, render, io, { partial })
}

/**
 * People try the program with `npm start -- --demo` before they install it. The next command then starts the same way.
 */
export function rerunOf(rerun: ShowOptions['rerun'], env: Io['env']): Rerun {
  const isByNpm = env['npm_lifecycle_event'] === 'start' && env['npm_package_name'] === 'kms-audit'
  return { ...rerun, program: isByNpm ? 'npm start --' : 'kms-audit' }
}

/** Returns what a report means for the exit code, and says why on stderr. */
export function exitOf(report: Report, show: ShowOptions, say: Speaker): ExitCode {
  const { exit, notes, error } = evaluateGates(report, show)
  for (const note of notes) say.note(note)
  if (error !== null) say.complain(error)
  return exit
}
