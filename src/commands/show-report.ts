import type { Format, View } from '../formats/format.ts'
import { formats } from '../formats/index.ts'
import type { ExitCode } from '../lib/exit.ts'
import { EXIT } from '../lib/exit.ts'
import type { Io } from '../lib/io.ts'
import { writeOutputFile } from '../lib/output-file.ts'
import { writeAll } from '../lib/output.ts'
import { load } from '../lib/registry.ts'
import type { KeyRecord, Report } from '../model/report.ts'
import { isUnused } from '../model/unused.ts'
import type { KeyFilter, ShowOptions } from '../options/options.ts'

/** Writes what was asked for of a report. That of a run that was cut short does not go over the last whole one. */
export async function showReport(report: Report, show: ShowOptions, io: Io, partial = false): Promise<void> {
  const format = await load<Format>(formats, show.output)
  const shown = { ...report, keys: report.keys.filter(key => isShown(key, show.only)) }
  const terminal = show.outputFile === null && io.stdout.isTTY
  const view: View = { terminal, width: io.stdout.columns, color: terminal && show.color }
  const chunks = format.render(shown, view)
  if (show.outputFile === null) await writeAll(io.stdout, chunks)
  else await writeOutputFile(show.outputFile, chunks, { partial })
}

const isShown = (key: KeyRecord, only: readonly KeyFilter[]): boolean =>
  only.length === 0 || only.some(filter => fits(key, filter))

const fits = (key: KeyRecord, filter: KeyFilter): boolean =>
  filter === 'unused' ? isUnused(key) : key.disposition === filter.replace('-', '_')

/** What a report means for the exit code: `--fail-on` first, then what could not be read. */
export function exitOf({ keys, gaps }: Report, { failOn, strict }: ShowOptions): ExitCode {
  if (keys.some(key => failOn.some(filter => fits(key, filter)))) return EXIT.findings
  if (gaps.some(({ reason, account_id }) => reason === 'expired' && account_id !== '')) return EXIT.incomplete
  return strict && gaps.some(({ reason }) => reason !== 'vanished') ? EXIT.incomplete : EXIT.ok
}
