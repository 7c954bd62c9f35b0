import { existsSync } from 'node:fs'
import { headOf, runIdentity } from '../../history/lines/run-head.ts'
import { keptKey } from '../../history/kept-key.ts'
import { lineOf } from '../../history/lines/to-line.ts'
import { appendLine } from '../../lib/files/append-line.ts'
import { writeErrorText } from '../../lib/files/file-errors.ts'
import { AuditError } from '../../lib/process/exit.ts'
import type { Input } from '../../lib/process/stdin.ts'
import { countNoun } from '../../lib/text/numbers.ts'
import { readLeanReport } from '../../report/lean-report.ts'
import { readRuns } from '../../library/history/read-runs.ts'

/**
 * Appends reports to a history, the oldest first, without runs that it has already. Returns a note about it. Throws an
 * `AuditError`, before anything is appended if a report cannot be read.
 */
export async function addReports(path: string, reports: readonly string[], stdin: Input): Promise<string> {
  const known = existsSync(path) ? knownRuns(path) : new Set<string>()
  const added = new Map<string, { at: number; text: string }>()
  for (const report of reports) {
    const line = lineOf(await readLeanReport(report, stdin, 'trend -', keptKey))
    const head = headOf(line)
    const id = runIdentity(head)
    if (!known.has(id)) added.set(id, { at: head.at, text: JSON.stringify(line) })
  }
  appendAll(
    path,
    [...added.values()].toSorted((one, other) => one.at - other.at).map(({ text }) => text),
  )
  const twice = reports.length - added.size
  const left = twice === 0 ? '' : ` ${countNoun(twice, 'report')} of runs that it has already: left out.`
  return `${countNoun(added.size, 'run')} added to ${path}.${left}`
}

function knownRuns(path: string): Set<string> {
  const { file, runs } = readRuns(path)
  file.close()
  return new Set(runs.map(runIdentity))
}

function appendAll(path: string, lines: readonly string[]): void {
  let count = 0
  try {
    for (const line of lines) {
      appendLine(path, line)
      count++
    }
  } catch (error) {
    const what = `after ${count} of ${countNoun(lines.length, 'run')}: ${writeErrorText(error as Error)}`
    throw new AuditError('failed', `Cannot append to ${path} ${what}.`, {
      hint: 'Repeat the command: runs that the history has are left out.',
      cause: error,
    })
  }
}
