import type { Style } from '../../lib/text/paint.ts'
import { safeText } from '../../lib/text/safe-text.ts'
import { displayWidth } from '../../lib/text/width.ts'
import { countNoun } from '../../lib/text/numbers.ts'
import type { AccessAnswer, AccessAssessment, AccessRecord } from '../../model/assessments/access.ts'
import type { Format, View } from '../format.ts'
import { drawTable } from '../table/draw-table.ts'
import type { DrawnColumn } from '../table/drawn-column.ts'
import { labelledLines } from '../table/labelled-lines.ts'
import { COLUMN_GAP, usableWidth } from '../table/terminal.ts'
import { frameFor } from '../table/table-frame.ts'
import { chainLines } from './chain-lines.ts'
import { LINK_TITLES, principalName, targetName } from './names.ts'

/** One answer in full, or a line for each of several. */
const table: Format<AccessAssessment> = {
  title: 'the answer with every link that was looked at, or one line for each of several answers',
  *render({ answers, gaps }, view) {
    const [only, ...others] = answers
    if (only !== undefined && others.length === 0) yield* chainLines(only, view)
    else yield* rowsOf(answers, view)
    if (gaps.length > 0) yield `\n${labelledLines('Incomplete', gapsText(gaps), view)}\n`
  },
}

export default table

const gapsText = (gaps: AccessAssessment['gaps']): string => {
  const [first] = gaps
  return safeText(`${countNoun(gaps.length, 'gap')}: ${first?.operation}: ${first?.message} (all: -o json)`)
}

function* rowsOf(answers: readonly AccessRecord[], view: View): Generator<string> {
  const all = TABLE_COLUMNS.map(column => withWidth(column, answers))
  const columns = fitting(all, answers, view)
  yield* drawTable(columns, answers, view, frameFor(columns, view))
  const counts = (['allowed', 'denied', 'unknown'] as const)
    .map(answer => [answer, answers.filter(one => one.answer === answer).length] as const)
    .filter(([, count]) => count > 0)
  yield `\n${counts.map(([answer, count]) => `${count} ${answer}`).join(', ')}\n`
  const titles = columns.map(({ title }) => title)
  const hidden = all.map(({ title }) => title).filter(title => !titles.includes(title))
  if (hidden.length > 0)
    yield `${labelledLines('Not shown', `${hidden.join(', ')}. Widen the terminal or use -o csv.`, view)}\n`
  const rest = [...new Set(answers.flatMap(one => one.not_evaluated.map(({ name }) => name)))]
  if (rest.length > 0)
    yield `${labelledLines('Not read', safeText(`${rest.join(', ')}. Use -o html for the reasons.`), view)}\n`
}

type AccessColumn = Pick<DrawnColumn, 'title'> & {
  text(answer: AccessRecord): string
  style?: (answer: AccessRecord) => Style | undefined
}

const ANSWER_STYLES: Readonly<Partial<Record<AccessAnswer, Style>>> = { denied: 'red', unknown: 'yellow' }

const TABLE_COLUMNS: readonly AccessColumn[] = [
  { title: 'Answer', text: ({ answer }) => answer, style: ({ answer }) => ANSWER_STYLES[answer] },
  { title: 'Principal', text: principalName },
  { title: 'Key or secret', text: targetName },
  { title: 'Region', text: ({ region }) => region },
  {
    title: 'Decided by',
    text: one => (one.deciding_link === null ? '-' : LINK_TITLES[one.deciding_link].toLowerCase()),
  },
  { title: 'Reason', text: ({ reason }) => safeText(reason) },
]

const withWidth = ({ title, text, style }: AccessColumn, rows: readonly AccessRecord[]): DrawnColumn<AccessRecord> => ({
  title,
  text,
  align: 'left',
  style: row => style?.(row),
  width: Math.max(...[title, ...rows.map(text)].map(displayWidth)),
})

/**
 * On a terminal the reason is cut first. Then columns are left out: the Region last, if there are several. What is left is
 * cut if the terminal is very narrow.
 */
function fitting(columns: readonly DrawnColumn<AccessRecord>[], rows: readonly AccessRecord[], view: View) {
  if (!view.terminal) return columns
  const room = usableWidth(view)
  const several = new Set(rows.map(({ region }) => region)).size > 1
  let left = columns
  for (const title of several ? ['Reason', 'Decided by', 'Region'] : ['Reason', 'Region', 'Decided by']) {
    const over = widthOf(left) - room
    if (over <= 0) return left
    const last = left.at(-1)
    if (last?.title === 'Reason' && last.width - over >= SHORTEST_REASON)
      return [...left.slice(0, -1), { ...last, width: last.width - over }]
    left = left.filter(column => column.title !== title)
  }
  return narrowed(left, room)
}

const SHORTEST_REASON = 20

const widthOf = (columns: readonly DrawnColumn<AccessRecord>[]): number =>
  columns.reduce((sum, { width }) => sum + width + COLUMN_GAP, -COLUMN_GAP)

/** Cuts the widest column until the others fit. */
function narrowed(columns: readonly DrawnColumn<AccessRecord>[], room: number): readonly DrawnColumn<AccessRecord>[] {
  const over = widthOf(columns) - room
  if (over <= 0) return columns
  const widest = Math.max(...columns.map(({ width }) => width))
  return narrowed(
    columns.map(column => (column.width === widest ? { ...column, width: widest - 1 } : column)),
    room,
  )
}
