import { displayWidth } from '../../../lib/text/width.ts'
import type { KeyRecord, Report } from '../../../model/report.ts'
import { accountNamesOf, cellText, columnTitle, type AccountNames } from '../../columns/column.ts'
import { columnOf, type ColumnName } from '../../columns/index.ts'
import type { DrawnColumn, TableLayout } from '../drawn-column.ts'

/** Every column of these names, and nothing cut: who reads a pipe or a file is not known. */
export function pipedLayout(names: readonly ColumnName[], report: Report, keys: readonly KeyRecord[]): TableLayout {
  const accounts = accountNamesOf(report)
  const columns = names.map(name => {
    const column = drawnColumn(name, report, accounts)
    return { ...column, width: Math.min(WIDEST, naturalWidth(column, keys)) }
  })
  return { columns, notShown: [] }
}

/** The column with its whole cells, and no width yet. */
export function drawnColumn(name: ColumnName, report: Report, accounts: AccountNames): DrawnColumn {
  const column = columnOf(name)
  const text = (key: KeyRecord): string => cellText(column, key, accounts)
  return {
    title: columnTitle(column, report),
    align: column.align ?? 'left',
    width: 0,
    text,
    style: key => column.style?.(key),
  }
}

/** One endless description must not stretch every other line: its own line runs over. */
const WIDEST = 200

/** The columns that the title and the longest cell take. */
export const naturalWidth = ({ title, text }: DrawnColumn, keys: readonly KeyRecord[]): number =>
  keys.reduce((widest, key) => Math.max(widest, displayWidth(text(key))), displayWidth(title))
