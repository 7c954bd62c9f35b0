import { headOf, type RunHead, runIdentity } from '../../history/lines/run-head.ts'
import type { LineSpan } from '../../lib/files/file-lines.ts'
import { countNoun } from '../../lib/text/numbers.ts'
import { HistoryFile } from '../../report/saved-history.ts'

/** A run of a history, and where its line is. */
export interface SavedRun extends RunHead {
  span: LineSpan
  /** Whether the run noticed deletions. */
  hasDeletions: boolean
}

/** The runs of a history. */
export interface SavedRuns {
  file: HistoryFile
  /** Each once, the oldest first. */
  runs: SavedRun[]
  /** What the reader must know about the file. */
  notes: string[]
}

/** Reads which runs a history has. The caller closes the file. Throws an `AuditError` if it is not a history. */
export function readRuns(path: string): SavedRuns {
  const file = HistoryFile.open(path)
  const runs = new Map<string, SavedRun>()
  try {
    file.readAll((line, span) => {
      const head = headOf(line)
      runs.set(runIdentity(head), { ...head, span, hasDeletions: line.deletions !== undefined })
    })
  } catch (error) {
    file.close()
    throw error
  }
  const notes =
    file.damaged === 0
      ? []
      : [`${countNoun(file.damaged, 'line')} of ${path} cut off by a crash or a full disk: left out.`]
  return { file, runs: [...runs.values()].toSorted((one, other) => one.at - other.at), notes }
}
