import { sortByCell } from '../formats/columns/sort-keys.ts'
import { isUnused } from '../model/report/unused.ts'
import { DISPOSITIONS } from '../model/usage.ts'
import type { ListColumn, Row } from './row.ts'

/** Which keys are listed: all, those that count as unused, or those with one verdict. */
export const VERDICTS = ['all', 'unused', ...DISPOSITIONS] as const
export type Verdict = (typeof VERDICTS)[number]

/** How the list is sorted. Null: as in the report. */
export type Order = { column: number; isDescending: boolean } | null

/** The words of a filter, in lower case. */
export const wordsOf = (text: string): string[] => text.toLowerCase().split(/\s+/).filter(Boolean)

/** Returns the rows with this verdict that contain every word of the filter. */
export function filterRows(rows: readonly Row[], filter: string, verdict: Verdict): readonly Row[] {
  const words = wordsOf(filter)
  if (words.length === 0 && verdict === 'all') return rows
  return rows.filter(({ key, text }) => hasVerdict(key, verdict) && words.every(word => text.includes(word)))
}

function hasVerdict(key: Row['key'], verdict: Verdict): boolean {
  if (verdict === 'all') return true
  return verdict === 'unused' ? isUnused(key) : key.disposition === verdict
}

/** Returns the rows sorted by a column. Rows with an empty cell come last. */
export function sortRows(rows: readonly Row[], columns: readonly ListColumn[], order: Order): readonly Row[] {
  const column = order === null ? undefined : columns[order.column]
  if (order === null || column === undefined) return rows
  return sortByCell(rows, ({ key }) => column.rank(key), order.isDescending)
}

/**
 * Returns the place of the next row that contains every word, after `from` or before it, and around the end of the list.
 * Null: there is none.
 */
export function findRow(rows: readonly Row[], search: string, from: number, step: 1 | -1): number | null {
  const words = wordsOf(search)
  if (words.length === 0) return null
  for (let tried = 1; tried <= rows.length; tried++) {
    const at = (((from + step * tried) % rows.length) + rows.length) % rows.length
    if (words.every(word => rows[at]?.text.includes(word))) return at
  }
  return null
}
