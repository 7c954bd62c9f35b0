import { countText } from '../../../lib/text/number-text.ts'
import { safeText } from '../../../lib/text/text.ts'
import { displayWidth, wrap } from '../../../lib/text/width.ts'
import { hasSeveral } from '../../../model/place-records.ts'
import type { KeyRecord, Report } from '../../../model/report.ts'
import { isUnused } from '../../../model/unused.ts'
import { accountNamesOf, type AccountNames } from '../../columns/column.ts'
import { amountText } from '../../columns/key-words.ts'
import type { View } from '../../format.ts'
import { draw } from '../keys/draw.ts'
import type { DrawnColumn } from '../keys/drawn-column.ts'
import { GAP, roomOf } from '../keys/fit.ts'
import { openFrame } from '../keys/frame.ts'
import { unitOf } from './places.ts'
import { shortAccount } from '../keys/short-forms.ts'

/** What the keys of one account and Region add up to. */
interface Total {
  account: string
  region: string
  keys: number
  unused: number
  /** US dollars a month; null where a price is not known. */
  cost: number | null
  savings: number | null
}

/**
 * What each account and Region has, costs and would save, the highest savings first. Nothing where keys are in one place
 * only, or where the report does not hold every key that was audited.
 */
export function* drawTotals(report: Report, view: View): Generator<string> {
  const keys = view.allKeys ?? report.keys
  if (keys.length !== report.summary.keys) return
  const totals = totalsOf(keys)
  if (totals.length < 2) return
  const shown = view.terminal ? totals.slice(0, MOST) : totals
  const { columns, hidden } = fitted(columnsFor(report, shown, view), view)
  if (columns.length === 0) {
    yield `\n${wrapped('The totals by account and Region are not shown: the terminal is too narrow.', view)}\n`
    return
  }
  const rule = view.terminal && view.unicode ? '─' : '-'
  yield '\n'
  yield* draw(columns, shown, view, openFrame(columns, rule))
  for (const note of notesOn(report, totals.length - shown.length, hidden)) yield `${wrapped(note, view)}\n`
}

/** On a terminal; a pipe gets them all. */
const MOST = 10

function totalsOf(keys: readonly KeyRecord[]): Total[] {
  const totals = new Map<string, Total>()
  for (const key of keys) {
    const { account_id: account, region, cost } = key
    const name = `${account} ${region}`
    const total = totals.get(name) ?? { account, region, keys: 0, unused: 0, cost: 0, savings: 0 }
    totals.set(name, total)
    total.keys += 1
    // A key that could not be read has no price, and the sum of the others is a lower bound all the same.
    if (key.error === null) total.cost = plus(total.cost, cost.key)
    if (!isUnused(key)) continue
    total.unused += 1
    total.savings = plus(total.savings, cost.key)
  }
  return [...totals.values()].toSorted(
    (one, other) =>
      (other.savings ?? 0) - (one.savings ?? 0) || other.unused - one.unused || (other.cost ?? 0) - (one.cost ?? 0),
  )
}

const plus = (sum: number | null, price: number | null): number | null =>
  sum === null || price === null ? null : sum + price

function columnsFor({ scope }: Report, totals: readonly Total[], view: View): DrawnColumn<Total>[] {
  const account = accountText(accountNamesOf({ scope }), view)
  const text = (title: string, cell: (total: Total) => string): DrawnColumn<Total> => column(title, 'left', cell)
  const number = (title: string, cell: (total: Total) => string): DrawnColumn<Total> => column(title, 'right', cell)
  function column(title: string, align: 'left' | 'right', cell: (total: Total) => string): DrawnColumn<Total> {
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

function accountText(names: AccountNames, { terminal }: View): (total: Total) => string {
  const whole = (id: string): string => safeText(names.has(id) ? `${id} ${names.get(id)}` : id)
  const short = shortAccount(names)
  return ({ account }) => (terminal ? short(whole(account)) : whole(account))
}

/** What a narrow terminal does without, in this order. */
const EXPENDABLE = ['$/Month', 'Keys', 'Unused']

function fitted(
  columns: readonly DrawnColumn<Total>[],
  view: View,
): { columns: DrawnColumn<Total>[]; hidden: string[] } {
  const hidden: string[] = []
  let kept = [...columns]
  const isTooWide = (): boolean => kept.reduce((sum, { width }) => sum + width + GAP, -GAP) > roomOf(view)
  for (const title of view.terminal ? EXPENDABLE : []) {
    if (!isTooWide()) break
    kept = kept.filter(one => one.title !== title)
    hidden.push(title)
  }
  return { columns: view.terminal && isTooWide() ? [] : kept, hidden }
}

function notesOn({ scope }: Report, more: number, hidden: readonly string[]): string[] {
  const empty = scope.places.filter(({ keys, status }) => keys === 0 && status === 'complete').length
  return [
    ...(more > 0 ? [`${countText(more)} more with lower savings: pipe the output (| less) to see them all.`] : []),
    ...(empty > 0
      ? [`${empty} of ${scope.places.length} ${unitOf(scope.places)} ${empty === 1 ? 'has' : 'have'} no keys.`]
      : []),
    ...(hidden.length > 0 ? [`Hidden columns: ${hidden.join(', ')}.`] : []),
  ]
}

const wrapped = (note: string, view: View): string => (view.terminal ? wrap(note, roomOf(view)).join('\n') : note)
