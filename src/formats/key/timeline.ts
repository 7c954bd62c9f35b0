import { DAY, type Instant } from '../../model/time.ts'

/** One row of the timeline. */
export interface TimelineRow {
  label: string
  /** The time that the row covers, and its character. */
  spans: readonly { since: Instant; until: Instant; mark: string }[]
  /** Moments to mark; they hide the spans. */
  marks: readonly { at: Instant; mark: string }[]
}

export interface TimelineScale {
  from: Instant
  to: Instant
  /** Terminal columns of the rows, without their labels. */
  width: number
}

/**
 * Draws rows over the months. Every moment of the scale has one column, and a mark is in the column of its moment. What
 * lies outside of the scale is drawn at its edge.
 */
export function drawTimeline(rows: readonly TimelineRow[], scale: TimelineScale): string[] {
  const label = labelWidth(rows)
  const lines = rows.map(row => `${row.label.padEnd(label)}${drawRow(row, scale)}`.trimEnd())
  return [`${' '.repeat(label)}${drawAxis(scale)}`.trimEnd(), ...lines]
}

/** Terminal columns of the labels, with a gap. */
export const labelWidth = (rows: readonly TimelineRow[]): number => Math.max(...rows.map(row => row.label.length)) + 2

/** The column of a moment. */
export function columnAt(at: Instant, { from, to, width }: TimelineScale): number {
  const share = to === from ? 1 : (at - from) / (to - from)
  return Math.min(width - 1, Math.max(0, Math.floor(share * width)))
}

function drawRow({ spans, marks }: TimelineRow, scale: TimelineScale): string {
  const cells = Array.from({ length: scale.width }, () => ' ')
  for (const { since, until, mark } of spans) {
    if (until < scale.from || since > scale.to) continue
    cells.fill(mark, columnAt(since, scale), columnAt(until, scale) + 1)
  }
  for (const { at, mark } of marks) cells[columnAt(at, scale)] = mark
  return cells.join('')
}

/** Months at their first day, as far as there is room; a January is its year. */
function drawAxis(scale: TimelineScale): string {
  let axis = ''
  for (const month of monthsIn(scale)) {
    const column = columnAt(month, scale)
    const name = nameOf(month)
    const isFree = axis === '' ? column >= 0 : column > axis.length
    if (isFree && column + name.length <= scale.width) axis = axis.padEnd(column) + name
  }
  return axis
}

function monthsIn({ from, to }: TimelineScale): Instant[] {
  const first = new Date(from)
  const months: Instant[] = []
  for (let month = first.getUTCMonth() + 1; ; month++) {
    const at = Date.UTC(first.getUTCFullYear(), month)
    if (at > to) return months
    months.push(at)
  }
}

const MONTHS = ['Jan', 'Feb', 'Mar', 'Apr', 'May', 'Jun', 'Jul', 'Aug', 'Sep', 'Oct', 'Nov', 'Dec']

const nameOf = (at: Instant): string => {
  const date = new Date(at)
  return date.getUTCMonth() === 0 ? String(date.getUTCFullYear()) : (MONTHS[date.getUTCMonth()] ?? '')
}

/** CloudWatch looks back so far, further than any other source. */
const LONGEST = 455 * DAY
const SHORTEST = 30 * DAY

/** Returns the time to draw: the life of the key, but at most 15 months and at least 30 days. */
export function scaleFor(createdAt: Instant | null, now: Instant, width: number): TimelineScale {
  const life = createdAt === null ? LONGEST : now - createdAt
  return { from: now - Math.min(LONGEST, Math.max(SHORTEST, life)), to: now, width }
}

export const withLegend = (
  entries: readonly (readonly [mark: string, meaning: string])[],
  lines: readonly string[],
) => {
  const drawn = lines.join('')
  return entries.filter(([mark]) => drawn.includes(mark)).map(([mark, meaning]) => `${mark} ${meaning}`)
}
