import type { KeptReport } from '../../history/kept-key.ts'
import { lineOf } from '../../history/lines/to-line.ts'
import { appendLine } from '../../lib/files/append-line.ts'
import { writeErrorText } from '../../lib/files/file-errors.ts'
import { AuditError } from '../../lib/process/exit.ts'
import { HistoryFile } from '../../report/saved-history.ts'
import { existsSync } from 'node:fs'

/** Appends the run of a report to a history. Returns null, or in one line why it is not in there and what to do. */
export function keepRun(path: string, report: KeptReport): string | null {
  try {
    requireHistory(path)
    appendLine(path, JSON.stringify(lineOf(report)))
    return null
  } catch (error) {
    const { why, step } = reasonOf(error as Error, path)
    return `${why} This run is not in the history. ${step}`
  }
}

/** Nothing is appended to a file of something else. Throws an `AuditError`. */
export function requireHistory(path: string): void {
  if (!existsSync(path)) return
  const file = HistoryFile.open(path)
  try {
    file.requireRuns()
  } finally {
    file.close()
  }
}

function reasonOf(error: Error, path: string): { why: string; step: string } {
  if (error instanceof AuditError) return { why: error.message, step: error.hint ?? '' }
  const step = 'Save the report with -o json, and add it later with kms-audit trend --add.'
  return { why: `Cannot append to ${path}: ${writeErrorText(error)}.`, step }
}
