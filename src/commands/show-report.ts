import type { Format, View } from '../formats/format.ts'
import { formats } from '../formats/index.ts'
import type { ExitCode } from '../lib/exit.ts'
import { EXIT } from '../lib/exit.ts'
import type { Io } from '../lib/io.ts'
import { writeOutputFile } from '../lib/output-file.ts'
import { writeAll } from '../lib/output.ts'
import { load } from '../lib/registry.ts'
import { isSevere, SEVERITIES, type Finding, type Severity } from '../model/finding.ts'
import type { KeyRecord, Report } from '../model/report.ts'
import { isUnused } from '../model/unused.ts'
import { DISPOSITIONS } from '../model/usage.ts'
import type { FailOn, KeyFilter, ShowOptions } from '../options/options.ts'

/**
 * Writes a report as the options ask. That of a run that was cut short goes to FILE.partial and leaves FILE as it is.
 * Returns the path of the file written; null for stdout.
 */
export async function showReport(report: Report, show: ShowOptions, io: Io, partial = false): Promise<string | null> {
  const format = await load<Format>(formats, show.output)
  const shown = { ...narrowed(report, show.severity), keys: report.keys.filter(key => isShown(key, show.only)) }
  const terminal = show.outputFile === null && io.stdout.isTTY
  const view: View = { terminal, width: io.stdout.columns, color: terminal && show.color }
  const chunks = format.render(shown, view)
  if (show.outputFile !== null) return writeOutputFile(show.outputFile, chunks, { partial })
  await writeAll(io.stdout, chunks)
  return null
}

/** Whoever reads it must know that it is silent about the rest: what it does not say may hold. */
function narrowed(report: Report, least: Severity | null): Report {
  const { findings, scope } = report
  const severe = findings?.filter(each => isSevere(each, least))
  if (severe === undefined || least === null || severe.length === findings?.length) return report
  return { ...report, scope: { ...scope, severity: least }, findings: severe }
}

const isShown = (key: KeyRecord, only: readonly KeyFilter[]): boolean =>
  only.length === 0 || only.some(filter => fits(key, filter))

const fits = (key: KeyRecord, filter: KeyFilter): boolean =>
  filter === 'unused' ? isUnused(key) : key.disposition === filter.replace('-', '_')

const isGated = (finding: Finding, gate: FailOn): boolean =>
  finding.check === gate || (isSeverity(gate) && isSevere(finding, gate))

const isSeverity = (word: string): word is Severity => (SEVERITIES as readonly string[]).includes(word)

/** About keys; other words are about findings. */
export const isFilter = (word: FailOn): word is KeyFilter =>
  word === 'unused' || (DISPOSITIONS as readonly string[]).includes(word)

/** What a report means for the exit code: `--fail-on` first, then what could not be read. */
export function exitOf({ keys, gaps, findings = [] }: Report, { failOn, strict }: ShowOptions): ExitCode {
  const failing = findings.filter(({ status, is_new: isNew }) => status === 'fail' && isNew !== false)
  if (failOn.some(gate => failing.some(each => isGated(each, gate)))) return EXIT.findings
  if (keys.some(key => failOn.some(gate => isFilter(gate) && fits(key, gate)))) return EXIT.findings
  if (gaps.some(({ reason, account_id }) => reason === 'expired' && account_id !== '')) return EXIT.incomplete
  return strict && gaps.some(({ reason }) => reason !== 'vanished') ? EXIT.incomplete : EXIT.ok
}
