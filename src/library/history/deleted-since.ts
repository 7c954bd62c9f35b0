import { existsSync } from 'node:fs'
import { runBefore } from '../../history/lines/choose-runs.ts'
import { reportOfLine } from '../../history/lines/from-line.ts'
import { noticedDeletions } from '../../history/lines/noticed-deletions.ts'
import { headOf } from '../../history/lines/run-head.ts'
import { AuditError } from '../../lib/process/exit.ts'
import type { NoticedDeletion } from '../../model/history/noticed-deletion.ts'
import type { Report } from '../../model/report/report.ts'
import { readRuns } from './read-runs.ts'

/**
 * Returns the keys that were deleted, or scheduled for deletion, since the last comparable run of a history. None: the
 * history cannot be read; appending to it then says why.
 */
export async function deletedSince(path: string, report: Report): Promise<readonly NoticedDeletion[]> {
  if (!existsSync(path)) return []
  try {
    const { file, runs } = readRuns(path)
    try {
      const now = headOf(report)
      const last = runBefore(runs, now, now.at - 1)
      return last === null ? [] : noticedDeletions(reportOfLine(await file.lineAt(last.span)), report)
    } finally {
      file.close()
    }
  } catch (error) {
    if (error instanceof AuditError) return []
    throw error
  }
}
