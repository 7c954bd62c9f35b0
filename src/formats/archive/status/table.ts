import { bytesText } from '../../../lib/text/bytes-text.ts'
import { countText } from '../../../lib/text/numbers.ts'
import { safeText } from '../../../lib/text/safe-text.ts'
import { displayWidth } from '../../../lib/text/width.ts'
import type { ArchiveStatus, PlaceStatus } from '../../../model/archive/archive-status.ts'
import type { Format, View } from '../../format.ts'
import { drawTable } from '../../table/draw-table.ts'
import type { DrawnColumn } from '../../table/drawn-column.ts'
import { labelledLines } from '../../table/labelled-lines.ts'
import { frameFor } from '../../table/table-frame.ts'
import { COLUMN_GAP, usableWidth } from '../../table/terminal.ts'
import { fetchLines } from './fetch-lines.ts'
import { keyLines } from './key-lines.ts'
import { summaryLines } from './summary-lines.ts'

const table: Format<ArchiveStatus> = {
  title: 'one line per account and Region, or what the archive shows about each key, and what is not covered',
  *render(status, view) {
    const write = ([label, text]: readonly [string, string]): string =>
      `${labelledLines(label, safeText(text), view)}\n`
    if (status.keys === undefined) yield* placesTable(status, view)
    for (const key of status.keys ?? []) yield `${[...keyLines(key)].map(write).join('')}\n`
    for (const line of summaryLines(status)) yield write(line)
    yield* fetchLines(status, view)
  },
}

export default table

function* placesTable({ places }: ArchiveStatus, view: View): Generator<string> {
  if (places.length === 0) return
  const columns = COLUMNS.map(column => withWidth(column, places))
  const shown = view.terminal ? fitting(columns, view) : columns
  yield* drawTable(shown, places, view, frameFor(shown, view))
  yield '\n'
  const hidden = columns.filter(({ title }) => !shown.some(other => other.title === title))
  if (hidden.length > 0)
    yield `${labelledLines('Not shown', `${hidden.map(({ title }) => title).join(', ')}. Widen the terminal or use -o json.`, view)}\n`
}

type PlaceColumn = Pick<DrawnColumn, 'title' | 'align'> & { text(place: PlaceStatus): string }

const left = (title: string, text: PlaceColumn['text']): PlaceColumn => ({ title, align: 'left', text })
const right = (title: string, text: PlaceColumn['text']): PlaceColumn => ({ title, align: 'right', text })

const COLUMNS: readonly PlaceColumn[] = [
  left('Account', ({ account_id }) => account_id),
  left('Region', ({ region }) => region),
  left('First Log', ({ first_delivery_at: at }) => dayOf(at)),
  left('Last Log', ({ last_delivery_at: at }) => dayOf(at)),
  right('Covered h', ({ covered_hours }) => countText(Math.floor(covered_hours))),
  right('Not h', ({ doubtful_hours }) => countText(Math.ceil(doubtful_hours))),
  right('Files', ({ log_files }) => countText(log_files)),
  right('Missing', ({ missing_files }) => countText(missing_files)),
  right('Damaged', ({ damaged }) => countText(damaged.length)),
  right('Size', ({ bytes }) => bytesText(bytes)),
]

const dayOf = (at: string | null): string => at?.slice(0, 10) ?? '-'

const withWidth = (column: PlaceColumn, places: readonly PlaceStatus[]): DrawnColumn<PlaceStatus> => ({
  ...column,
  width: Math.max(...[column.title, ...places.map(column.text)].map(displayWidth)),
  style: () => undefined,
})

/** Leaves out columns until the others fit. */
function fitting(columns: readonly DrawnColumn<PlaceStatus>[], view: View): readonly DrawnColumn<PlaceStatus>[] {
  let kept = columns
  for (const title of ['Size', 'Files', 'First Log'])
    if (widthOf(kept) > usableWidth(view)) kept = kept.filter(column => column.title !== title)
  return kept
}

const widthOf = (columns: readonly DrawnColumn<PlaceStatus>[]): number =>
  columns.reduce((sum, { width }) => sum + width + COLUMN_GAP, -COLUMN_GAP)
