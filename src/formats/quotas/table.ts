import { cutMiddle } from '../../lib/text/cut.ts'
import { displayWidth } from '../../lib/text/width.ts'
import type { Style } from '../../lib/text/paint.ts'
import { findingsReport } from '../../model/assessments/findings-report.ts'
import { spikesOf } from '../../model/assessments/quota-spikes.ts'
import type { QuotaRecord, QuotasAssessment, QuotaThresholds } from '../../model/assessments/quotas.ts'
import type { Format, View } from '../format.ts'
import { drawTable } from '../table/draw-table.ts'
import type { DrawnColumn } from '../table/drawn-column.ts'
import { drawFindings } from '../table/findings/draw-findings.ts'
import { frameFor } from '../table/table-frame.ts'
import { COLUMN_GAP, ellipsisFor, usableWidth } from '../table/terminal.ts'
import { shownQuotas } from './shown-quotas.ts'
import { summaryLines } from './summary-lines.ts'
import {
  averagedText,
  callsText,
  headroomText,
  nameOf,
  peakText,
  peakTimeText,
  quotaText,
  throttledText,
  usedText,
  usualText,
} from './texts.ts'

const table: Format<QuotasAssessment> = {
  title: 'one line per quota with calls, the most used first, and the findings',
  *render(whole, view) {
    const rows = shownQuotas(whole.quotas)
    const all = columnsFor(whole).map(column => withWidth(column, rows, whole.thresholds))
    const columns = view.terminal ? fitting(all, view) : all
    if (rows.length > 0) yield* drawTable(columns, rows, view, frameFor(columns, view))
    const shown = new Set(columns.map(({ title }) => title))
    const hidden = all.flatMap(({ title }) => (shown.has(title) ? [] : [title]))
    yield* summaryLines(whole, { ...view, hidden, isEmpty: rows.length === 0 })
    yield* drawFindings(findingsReport(whole), view)
  },
}

export default table

type QuotaColumn = Pick<DrawnColumn, 'title' | 'align'> & { text(quota: QuotaRecord): string }

function columnsFor({ scope: { places }, window }: QuotasAssessment): QuotaColumn[] {
  const hasSeveral = (field: 'account_id' | 'region'): boolean => new Set(places.map(place => place[field])).size > 1
  return [
    { title: 'Operation', align: 'left', text: nameOf },
    ...(hasSeveral('account_id') ? [{ title: 'Account', align: 'left' as const, text: accountOf }] : []),
    ...(hasSeveral('region') ? [{ title: 'Region', align: 'left' as const, text: regionOf }] : []),
    { title: 'Used', align: 'right', text: usedText },
    { title: 'Peak/s', align: 'right', text: peakText },
    { title: 'Quota/s', align: 'right', text: quotaText },
    { title: 'Headroom/s', align: 'right', text: headroomText },
    { title: 'Usual/s', align: 'right', text: usualText },
    { title: 'Throttled', align: 'right', text: throttledText },
    { title: 'Peak at', align: 'left', text: peakTimeText },
    { title: 'Averaged', align: 'right', text: averagedText },
    { title: `Calls (${window.days}d)`, align: 'right', text: callsText },
  ]
}

const accountOf = ({ account_id }: QuotaRecord): string => account_id
const regionOf = ({ region }: QuotaRecord): string => region

const withWidth = (
  column: QuotaColumn,
  rows: readonly QuotaRecord[],
  thresholds: QuotaThresholds,
): DrawnColumn<QuotaRecord> => ({
  ...column,
  width: Math.max(...[column.title, ...rows.map(column.text)].map(displayWidth)),
  style: quota => styleOf(column.title, quota, thresholds),
})

function styleOf(title: string, quota: QuotaRecord, { warn_at, spike }: QuotaThresholds): Style | undefined {
  if (title === 'Used' && (quota.used_percent ?? 0) >= warn_at) return 'red'
  if (title === 'Throttled' && (quota.throttled ?? 0) > 0) return 'red'
  return title === 'Usual/s' && spikesOf(quota, spike).length > 0 ? 'yellow' : undefined
}

/**
 * Leaves out columns until the others fit, the least important one first. Numbers that decide stay longer than whole
 * names of operations, which are cut in their middle.
 */
function fitting(columns: readonly DrawnColumn<QuotaRecord>[], view: View): readonly DrawnColumn<QuotaRecord>[] {
  const room = usableWidth(view)
  const [name, ...numbers] = leaveOut(columns, LEAST_IMPORTANT, room)
  if (name === undefined) return columns
  const narrow = { ...name, width: Math.min(name.width, NARROWEST) }
  const [, ...left] = leaveOut([narrow, ...numbers], LESS_IMPORTANT, room)
  const width = Math.max(narrow.width, Math.min(name.width, room - widthOf(left) - COLUMN_GAP))
  return [{ ...name, width, text: quota => cutMiddle(nameOf(quota), width, ellipsisFor(view)) }, ...left]
}

function leaveOut(
  columns: readonly DrawnColumn<QuotaRecord>[],
  titles: readonly string[],
  room: number,
): readonly DrawnColumn<QuotaRecord>[] {
  let left = columns
  for (const title of titles) {
    if (widthOf(left) <= room) break
    left = left.filter(column => !column.title.startsWith(title))
  }
  return left
}

const widthOf = (columns: readonly DrawnColumn<QuotaRecord>[]): number =>
  columns.reduce((sum, { width }) => sum + width + COLUMN_GAP, -COLUMN_GAP)

const LEAST_IMPORTANT = ['Averaged', 'Peak at', 'Usual/s', 'Headroom/s', 'Account', 'Calls']
const LESS_IMPORTANT = ['Throttled', 'Quota/s']
const NARROWEST = 12
