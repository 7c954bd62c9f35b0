import type { Report } from '../../model/report/report.ts'
import { DAY } from '../../model/time.ts'
import { readLeanReport } from '../../report/lean-report.ts'
import { nameOfReport, readSavedReport } from '../../report/saved-report.ts'
import type { Host } from '../shared/host.ts'
import { sampleReports } from '../shared/sample-reports.ts'
import { type ReportPair, withSameDays } from '../shared/report-pair.ts'
import { withoutEvidence } from './lean-pair.ts'
import { readSince } from './read-since.ts'
import type { DiffRequest } from './request.ts'

/** Reads both reports. If they count other days as unused, the old one is derived again with those of the new one. */
export async function readPair(
  { reports: paths, since }: Pick<DiffRequest, 'reports' | 'since'>,
  host: Host,
): Promise<ReportPair> {
  if (since !== null) return readSince(since, host)
  if (paths === null) return samplePair(host)
  const { io, heap } = host
  heap.markAtOnce()
  const names = { old: nameOfReport(paths.old), new: nameOfReport(paths.new) }
  const typed = `diff ${paths.old} ${paths.new}`
  const old = await readLeanReport(paths.old, io.stdin, typed, withoutEvidence)
  const now = await readLeanReport(paths.new, io.stdin, typed, withoutEvidence)
  if (old.unused_days === now.unused_days || paths.old === '-') return { old, new: now, names, notes: [] }
  // What counts as unused is derived from the evidence.
  const whole = await readSavedReport(paths.old, io.stdin, typed)
  return withSameDays({ old: whole, new: now, names, notes: [] })
}

/** The report of last month has more than thirty days before that of today, as reports of the first of a month have. */
const MONTH = 32 * DAY

async function samplePair(host: Host): Promise<ReportPair> {
  const now = host.now()
  const [old, today] = await sampleReports([now - MONTH, now], host)
  return {
    old: old as Report,
    new: today as Report,
    names: { old: 'sample account a month ago', new: 'sample account today' },
    notes: [],
  }
}
