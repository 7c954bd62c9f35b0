import { displayWidth } from '../../../lib/text/width.ts'
import type { KeyRecord, Report } from '../../../model/report/report.ts'
import { cellText, columnTitle, reportNamesOf, type ReportNames } from '../../columns/column.ts'
import { columnOf, type ColumnName } from '../../columns/index.ts'
import type { DrawnColumn, TableLayout } from '../drawn-column.ts'

/**
 * Lays out every named column without cutting a cell, because the width of the reader of a pipe or a file is unknown.
 */
export function pipedLayout(names: readonly ColumnName[], report: Report, keys: readonly KeyRecord[]): TableLayout {
  const shared = reportNamesOf(report)
  const columns = names.map(name => {
    const column = drawnColumn(name, report, shared)
    return { ...column, width: Math.min(WIDEST, naturalWidth(column, keys)) }
  })
  return { columns, notShown: [] }
}

/** Returns the column with complete cells, before its width is known. */
export function drawnColumn(name: ColumnName, report: Report, names: ReportNames): DrawnColumn {
  const column = columnOf(name)
  const text = (key: KeyRecord): string => cellText(column, key, names)
  return {
    title: columnTitle(column, report),
    align: column.align ?? 'left',
    width: 0,
    text,
    style: key => column.style?.(key),
  }
}

/** The most terminal columns of a column. A longer cell overflows, so it does not widen every other line. */
const WIDEST = 200

/** Returns the terminal columns of the title or the longest cell. */
export const naturalWidth = ({ title, text }: DrawnColumn, keys: readonly KeyRecord[]): number =>
  keys.reduce((widest, key) => Math.max(widest, displayWidth(text(key))), displayWidth(title))
