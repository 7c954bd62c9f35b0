import { stringify } from 'csv-stringify/sync'
import { batches } from '../lib/batches.ts'
import { safeText } from '../lib/text/safe-text.ts'
import type { KeyRecord } from '../model/report/report.ts'
import type { Cell, Column } from './columns/column.ts'
import { columnOf, columns } from './columns/index.ts'
import { sortKeys } from './columns/sort-keys.ts'
import type { Format } from './format.ts'

const csv: Format = {
  title: 'one line per key for spreadsheets and scripts (RFC 4180)',
  *render({ keys }, { columns: asked, sort }) {
    const shown: readonly Column[] = asked?.map(columnOf) ?? columns
    yield line([shown.map(({ name }) => name)])
    const ordered = sort === undefined ? keys : sortKeys(keys, sort)
    for (const batch of batches(ordered, 1000)) yield line(batch.map(key => toCells(shown, key)))
  },
}

export default csv

/** The headers of all columns, in their order. */
export const CSV_COLUMNS: readonly string[] = columns.map(({ name }) => name)

const toCells = (shown: readonly Column[], key: KeyRecord): Cell[] =>
  shown.map(({ value }) => {
    const cell = value(key)
    return typeof cell === 'string' ? safeText(cell) : cell
  })

const line = (rows: Cell[][]): string => stringify(rows, { record_delimiter: '\r\n', escape_formulas: true })
