import type { View } from '../format.ts'
import type { ColumnName } from './index.ts'
import { columnNamed } from './column-names.ts'

/** Which columns are shown, and by which one rows are sorted. Each name has been checked before. */
interface RowOptions {
  /** Empty: the columns of the format. */
  columns: readonly string[]
  /** Null: the order of the format. */
  sort: { column: string; isDescending: boolean } | null
}

/** Returns the part of a view that is about rows. */
export const rowView = ({ columns, sort }: RowOptions): Pick<View, 'columns' | 'sort'> => ({
  ...(columns.length > 0 ? { columns: columns.map(requireColumn) } : {}),
  ...(sort === null ? {} : { sort: { ...sort, column: requireColumn(sort.column) } }),
})

function requireColumn(name: string): ColumnName {
  const column = columnNamed(name)
  if (column === undefined) throw new Error(`No column '${name}'`)
  return column
}
