import { runBefore } from '../../history/lines/choose-runs.ts'
import { reportOfLine } from '../../history/lines/from-line.ts'
import { headOf, isRelated, type RunHead } from '../../history/lines/run-head.ts'
import { AuditError } from '../../lib/process/exit.ts'
import { timeBefore } from '../../model/period.ts'
import type { Report } from '../../model/report/report.ts'
import { dayText } from '../../model/time.ts'
import { readLeanReport } from '../../report/lean-report.ts'
import { nameOfReport } from '../../report/saved-report.ts'
import type { Host } from '../shared/host.ts'
import { readRuns, type SavedRun, type SavedRuns } from '../../library/history/read-runs.ts'
import type { ReportPair } from '../shared/report-pair.ts'
import { withoutEvidence } from './lean-pair.ts'
import type { SinceRequest } from './request.ts'

/** Returns a report, or the last run of a history, with the run of the history that is so much older. */
export async function readSince(since: SinceRequest, { io, heap }: Host): Promise<ReportPair> {
  heap.markAtOnce()
  const { history, report: path } = since
  const saved = readRuns(history)
  try {
    const now =
      path === null
        ? await lastRun(saved, history)
        : {
            report: await readLeanReport(path, io.stdin, `diff ${path}`, withoutEvidence),
            name: nameOfReport(path),
          }
    const old = oldRun(saved.runs, headOf(now.report), since)
    return {
      old: reportOfLine(await saved.file.lineAt(old.span)),
      new: now.report,
      names: { old: nameOf(history, old), new: now.name },
      notes: saved.notes,
    }
  } finally {
    saved.file.close()
  }
}

async function lastRun({ runs, file }: SavedRuns, path: string): Promise<{ report: Report; name: string }> {
  const run = runs.at(-1)
  if (run === undefined) throw withoutRuns(path)
  return { report: reportOfLine(await file.lineAt(run.span)), name: nameOf(path, run) }
}

function oldRun(runs: readonly SavedRun[], now: RunHead, { history, period }: SinceRequest): SavedRun {
  const before = timeBefore(now.at, period)
  const found = runBefore(runs, now, before)
  if (found !== null) return found
  const first = runs.find(run => run.at < now.at && isRelated(run, now))
  const has = first === undefined ? '' : `; its first run is of ${dayText(first.at)}`
  throw new AuditError(
    'usage',
    `${history} has no run of these accounts and Regions before ${dayText(before)}${has}.`,
    {
      hint: first === undefined ? 'Add saved reports with kms-audit trend --add.' : 'Use a shorter --since.',
    },
  )
}

const withoutRuns = (path: string): AuditError =>
  new AuditError('usage', `${path} has no runs.`, { hint: `Add one with kms-audit --history ${path}.` })

const nameOf = (path: string, { at }: RunHead): string => `${path} of ${dayText(at)}`
