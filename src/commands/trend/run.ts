import { checks } from '../../checks/index.ts'
import type { Format } from '../../formats/format.ts'
import { trendFormats } from '../../formats/trend/index.ts'
import { keptKey } from '../../history/kept-key.ts'
import { KeyNumbers, type Snapshot, snapshotOf } from '../../history/trend/snapshot.ts'
import { SAME_FILE, trendOf } from '../../history/trend/trend-reports.ts'
import { AuditError, EXIT, type ExitCode } from '../../lib/process/exit.ts'
import { showsUnicode } from '../../lib/process/terminal.ts'
import { load } from '../../lib/registry.ts'
import { joinWithAnd } from '../../lib/text/lists.ts'
import { dayText } from '../../model/time.ts'
import type { Output } from '../../model/options/options.ts'
import type { ReportTrend } from '../../model/history/report-trend.ts'
import { readLeanReport } from '../../report/lean-report.ts'
import { nameOfReport } from '../../report/saved-report.ts'
import type { Host } from '../shared/host.ts'
import { checkOutputs, surfaceOf, writeOutputs } from '../shared/outputs.ts'
import { sampleReports } from '../shared/sample-reports.ts'
import { speaker } from '../shared/speaker.ts'
import type { TrendRequest } from './request.ts'
import { addReports } from './add-reports.ts'
import { historySnapshots, type HistorySnapshots } from './history-snapshots.ts'
import { sampleMoments } from './sample-moments.ts'

/** Reads the reports one after the other, and shows how the keys developed. */
export async function runTrend(request: TrendRequest, host: Host): Promise<ExitCode> {
  await checkOutputs(request.outputs)
  const { io } = host
  const numbers = new KeyNumbers()
  const { snapshots, noticed, notes } =
    request.reports === null
      ? { snapshots: await sampleSnapshots(numbers, host), noticed: [], notes: [] }
      : await readSnapshots(request, request.reports, numbers, host)
  const trend = trendOf(snapshots, numbers, noticed)
  const say = speaker({ show: request, debug: request.debug }, io)
  for (const note of [...notes, ...notesAbout(trend)]) say.note(note)
  const render = async (output: Output): Promise<Iterable<string>> => {
    const format = await load<Format<ReportTrend>>(trendFormats, output.format)
    return format.render(trend, { ...surfaceOf(output, request, io), unicode: showsUnicode(io.env) })
  }
  await writeOutputs(request.outputs, render, io)
  return request.strict && trend.months.some(({ is_partial }) => is_partial) ? EXIT.incomplete : EXIT.ok
}

async function readSnapshots(
  { history, add }: TrendRequest,
  paths: readonly string[],
  numbers: KeyNumbers,
  { io, heap }: Host,
): Promise<HistorySnapshots> {
  if (paths.length < 2 && history === null)
    throw new AuditError('usage', 'trend requires at least two reports.', {
      hint: 'For example: kms-audit trend reports/*.json.',
    })
  heap.markAtOnce()
  if (history !== null && add) {
    const note = await addReports(history, paths, io.stdin)
    const kept = await historySnapshots(history, numbers)
    return { ...kept, notes: [note, ...kept.notes] }
  }
  const kept = history === null ? { snapshots: [], noticed: [], notes: [] } : await historySnapshots(history, numbers)
  const { snapshots, noticed } = kept
  for (const path of paths) {
    const report = await readLeanReport(path, io.stdin, 'trend -', keptKey)
    const { generated_at: generatedAt, deletions = [] } = report
    snapshots.push(snapshotOf(report, nameOfReport(path), numbers))
    if (deletions.length > 0) noticed.push({ generatedAt, deletions })
  }
  return kept
}

/** Without grants: one key of the sample account has 40,000 of them, which take seconds to list for each month. */
const CHECKS = Object.keys(checks).filter(id => !id.startsWith('grant'))

async function sampleSnapshots(numbers: KeyNumbers, host: Host): Promise<Snapshot[]> {
  const now = host.now()
  const moments = sampleMoments(now)
  const reports = await sampleReports(moments, host, CHECKS)
  return reports.map((report, at) => snapshotOf(report, `sample account on ${dayText(moments[at] ?? now)}`, numbers))
}

function notesAbout({ months, not_used }: ReportTrend): string[] {
  const [twice, others] = [true, false].map(isSame => [
    ...new Set(not_used.filter(({ reason }) => (reason === SAME_FILE) === isSame).map(({ name }) => name)),
  ]) as [string[], string[]]
  return [
    ...(twice.length === 0 ? [] : [`Counted once, although named more than once: ${joinWithAnd(twice)}.`]),
    ...(others.length === 0
      ? []
      : [`Not used, because a later report of the same month exists: ${joinWithAnd(others)}.`]),
    ...(months.length > 1 ? [] : ['All reports are of one month. Use kms-audit diff to compare two of them.']),
  ]
}
