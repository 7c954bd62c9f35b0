import type { Charset } from './charset.ts'

/**
 * Draws counts as one character each, the highest as the highest level. A count that is not 0 is never drawn as none. If
 * there are more counts than columns, several neighbours share one.
 */
export function sparkline(counts: readonly number[], width: number, { levels }: Pick<Charset, 'levels'>): string {
  const drawn = counts.length <= width ? counts : shared(counts, width)
  const highest = Math.max(0, ...drawn)
  const steps = levels.length - 1
  const levelOf = (count: number): string =>
    levels[count <= 0 ? 0 : Math.max(1, Math.ceil((count / highest) * steps))] ?? ''
  return drawn.map(levelOf).join('')
}

/** How many neighbours share a column: the same for all columns, so that none looks higher for having more. */
export const perColumn = (counts: number, width: number): number => Math.max(1, Math.ceil(counts / width))

function shared(counts: readonly number[], width: number): number[] {
  const size = perColumn(counts.length, width)
  return Array.from({ length: Math.ceil(counts.length / size) }, (_, column) =>
    counts.slice(column * size, (column + 1) * size).reduce((sum, count) => sum + count, 0),
  )
}
