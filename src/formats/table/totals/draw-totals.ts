import { countText } from '../../../lib/text/numbers.ts'
import { safeText } from '../../../lib/text/safe-text.ts'
import { displayWidth } from '../../../lib/text/width.ts'
import { wrapColumns } from '../../../lib/text/wrap-columns.ts'
import { hasSeveral } from '../../../model/report/place-records.ts'
import type { Report } from '../../../model/report/report.ts'
import { accountNamesOf, type AccountNames } from '../../columns/column.ts'
import { amountText } from '../../columns/cell-texts.ts'
import type { View } from '../../format.ts'
import { drawTable } from '../draw-table.ts'
import type { DrawnColumn } from '../drawn-column.ts'
import { COLUMN_GAP, usableWidth } from '../terminal.ts'
import { openFrame } from '../table-frame.ts'
import { placeUnit } from '../../report-text/places-text.ts'
import { placeTotals, type PlaceTotal } from './place-totals.ts'
import { shortAccount } from '../short-forms.ts'

/**
 * Draws what the keys of each account and Region cost and would save, the highest savings first. Draws nothing if all
 * keys are in one place, or if the report does not hold every audited key.
 */
export function* drawTotals(report: Report, view: View): Generator<string> {
  const keys = view.allKeys ?? report.keys
  if (keys.length !== report.summary.keys) return
  const totals = placeTotals(keys)
  if (totals.length < 2) return
  const shown = view.terminal ? totals.slice(0, ROWS_ON_TERMINAL) : totals
  const { columns, hidden } = fitTotals(columnsFor(report, shown, view), view)
  if (columns.length === 0) {
    yield `\n${wrapNote('The totals by account and Region are not shown: the terminal is too narrow.', view)}\n`
    return
  }
  const rule = view.terminal && view.unicode ? '─' : '-'
  yield '\n'
  yield* drawTable(columns, shown, view, openFrame(columns, rule))
  for (const note of totalsNotes(report, totals.length - shown.length, hidden)) yield `${wrapNote(note, view)}\n`
}

/** The most rows on a terminal. A pipe gets all rows. */
const ROWS_ON_TERMINAL = 10

function columnsFor({ scope }: Report, totals: readonly PlaceTotal[], view: View): DrawnColumn<PlaceTotal>[] {
  const account = accountCell(accountNamesOf({ scope }), view)
  const text = (title: string, cell: (total: PlaceTotal) => string): DrawnColumn<PlaceTotal> =>
    column(title, 'left', cell)
  const number = (title: string, cell: (total: PlaceTotal) => string): DrawnColumn<PlaceTotal> =>
    column(title, 'right', cell)
  function column(
    title: string,
    align: 'left' | 'right',
    cell: (total: PlaceTotal) => string,
  ): DrawnColumn<PlaceTotal> {
    const width = totals.reduce((widest, total) => Math.max(widest, displayWidth(cell(total))), title.length)
    return { title, align, width, text: cell, style: () => undefined }
  }
  return [
    ...(hasSeveral(scope.places, 'account_id') ? [text('Account', account)] : []),
    ...(hasSeveral(scope.places, 'region') ? [text('Region', ({ region }) => safeText(region))] : []),
    number('Keys', ({ keys }) => countText(keys)),
    number('Unused', ({ unused }) => countText(unused)),
    number('$/Month', ({ cost }) => amountText(cost)),
    number('Savings', ({ savings }) => amountText(savings)),
  ]
}

function accountCell(names: AccountNames, { terminal }: View): (total: PlaceTotal) => string {
  const whole = (id: string): string => safeText(names.has(id) ? `${id} ${names.get(id)}` : id)
  const short = shortAccount(names)
  return ({ account }) => (terminal ? short(whole(account)) : whole(account))
}

/** Columns that a narrow terminal leaves out, in this order. */
const EXPENDABLE = ['$/Month', 'Keys', 'Unused']

function fitTotals(
  columns: readonly DrawnColumn<PlaceTotal>[],
  view: View,
): { columns: DrawnColumn<PlaceTotal>[]; hidden: string[] } {
  const hidden: string[] = []
  let kept = [...columns]
  const isTooWide = (): boolean =>
    kept.reduce((sum, { width }) => sum + width + COLUMN_GAP, -COLUMN_GAP) > usableWidth(view)
  for (const title of view.terminal ? EXPENDABLE : []) {
    if (!isTooWide()) break
    kept = kept.filter(one => one.title !== title)
    hidden.push(title)
  }
  return { columns: view.terminal && isTooWide() ? [] : kept, hidden }
}

function totalsNotes({ scope }: Report, more: number, hidden: readonly string[]): string[] {
  const empty = scope.places.filter(({ keys, status }) => keys === 0 && status === 'complete').length
  return [
    ...(more > 0 ? [`${countText(more)} more with lower savings: pipe the output (| less) to see them all.`] : []),
    ...(empty > 0
      ? [`${empty} of ${scope.places.length} ${placeUnit(scope.places)} ${empty === 1 ? 'has' : 'have'} no keys.`]
      : []),
    ...(hidden.length > 0 ? [`Hidden columns: ${hidden.join(', ')}.`] : []),
  ]
}

const wrapNote = (note: string, view: View): string =>
  view.terminal ? wrapColumns(note, usableWidth(view)).join('\n') : note
