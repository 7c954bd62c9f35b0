import { compareTexts } from '../../lib/text/compare-texts.ts'
import type { KeyRecord } from '../../model/report/report.ts'
import type { Cell } from './column.ts'
import { columnOf, type ColumnName } from './index.ts'

/** `--sort cost:desc` */
export interface Sort {
  column: ColumnName
  isDescending: boolean
}

/**
 * Sorts keys by one column. Keys with equal cells keep their order. Keys with an empty or unknown cell come last, in
 * both directions.
 */
export function sortKeys(keys: readonly KeyRecord[], { column, isDescending }: Sort): KeyRecord[] {
  const { rank, value } = columnOf(column)
  return sortByCell(keys, rank ?? value, isDescending)
}

/** Sorts like `sortKeys`, by the cell that a function returns. */
export function sortByCell<T>(keys: readonly T[], cellOf: (key: T) => Cell, isDescending: boolean): T[] {
  const ranked = keys.map(key => ({ key, cell: cellOf(key) }))
  const filled = ranked.filter(({ cell }) => !isEmpty(cell))
  const empty = ranked.filter(({ cell }) => isEmpty(cell))
  const sign = isDescending ? -1 : 1
  return [...filled.toSorted((one, other) => sign * compareCells(one.cell, other.cell)), ...empty].map(({ key }) => key)
}

const isEmpty = (cell: Cell): boolean => cell === null || cell === undefined || cell === ''

function compareCells(one: Cell, other: Cell): number {
  if (typeof one === 'number' && typeof other === 'number') return one - other
  return compareTexts(String(one), String(other))
}
