import type { ListColumn } from './row.ts'

/** A column of the list as it is drawn. */
export interface PlacedColumn {
  /** Its place among all columns. */
  at: number
  width: number
}

const GAP = 2
/** In front of each row: the selection and the mark. */
export const MARGIN = 2
/** Narrower, the first column says too little. */
const NARROWEST_KEY = 24

/** Returns the columns that fit into this width. The first gets what the others leave. */
export function layout(columns: readonly ListColumn[], width: number): PlacedColumn[] {
  let kept = columns.map((_, at) => at)
  const needed = (): number => kept.slice(1).reduce((sum, at) => sum + (columns[at]?.width ?? 0) + GAP, MARGIN)
  const least = (): number => Math.max(0, ...kept.map(at => columns[at]?.expendable ?? 0))
  while (least() > 0 && needed() + NARROWEST_KEY > width) {
    const first = least()
    const dropped = kept.findLast(at => columns[at]?.expendable === first)
    kept = kept.filter(at => at !== dropped)
  }
  return kept.map((at, place) => ({
    at,
    width: place === 0 ? Math.max(1, width - needed()) : (columns[at]?.width ?? 0),
  }))
}

/** Joins cells that have their width. */
export const joinCells = (cells: readonly string[]): string => cells.join(' '.repeat(GAP))
