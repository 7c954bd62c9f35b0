import { runsByMonth } from '../../history/lines/choose-runs.ts'
import { reportOfLine } from '../../history/lines/from-line.ts'
import type { RunHead } from '../../history/lines/run-head.ts'
import type { NoticedBy } from '../../history/trend/deleted-keys.ts'
import { type KeyNumbers, type Snapshot, snapshotOf } from '../../history/trend/snapshot.ts'
import { AuditError } from '../../lib/process/exit.ts'
import { listText } from '../../lib/text/lists.ts'
import { countNoun } from '../../lib/text/numbers.ts'
import { readRuns } from '../../library/history/read-runs.ts'

/** What a history says about each month, and what the reader must know about it. */
export interface HistorySnapshots {
  snapshots: Snapshot[]
  /** Runs that noticed deletions, in any month. */
  noticed: NoticedBy[]
  notes: string[]
}

/** Reads one run of each month: those that can be compared with the newest one. */
export async function historySnapshots(path: string, numbers: KeyNumbers): Promise<HistorySnapshots> {
  const { file, runs, notes } = readRuns(path)
  try {
    if (runs.length === 0)
      throw new AuditError('usage', `${path} has no runs.`, { hint: `Add one with kms-audit --history ${path}.` })
    const { chosen, foreign } = runsByMonth(runs)
    const snapshots: Snapshot[] = []
    for (const { span } of chosen) snapshots.push(snapshotOf(reportOfLine(await file.lineAt(span)), path, numbers))
    const noticed: NoticedBy[] = []
    for (const run of runs.filter(({ hasDeletions }) => hasDeletions)) {
      if (foreign.includes(run)) continue
      const { generated_at: generatedAt, deletions = [] } = await file.lineAt(run.span)
      noticed.push({ generatedAt, deletions })
    }
    return { snapshots, noticed, notes: [...notes, ...foreignNotes(foreign)] }
  } finally {
    file.close()
  }
}

function foreignNotes(foreign: readonly RunHead[]): string[] {
  if (foreign.length === 0) return []
  const places = new Set(foreign.flatMap(run => run.places))
  const what = `${countNoun(foreign.length, 'run')} of other accounts or Regions than the newest run`
  return [`Left out: ${what} (${listText([...places])}). Use one history for each scope.`]
}
