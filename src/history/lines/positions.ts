import type { HistoryPositions } from '../../model/history/history-line.ts'

/** Returns positions in their order, with `[first, last]` for three or more that follow each other. */
export function toPositions(all: readonly number[]): HistoryPositions {
  const ordered = all.toSorted((one, other) => one - other)
  const written: HistoryPositions = []
  for (let at = 0; at < ordered.length;) {
    const first = ordered[at] ?? 0
    let end = at
    while (ordered[end + 1] === (ordered[end] ?? 0) + 1) end++
    if (end - at >= 2) written.push([first, ordered[end] ?? 0])
    else written.push(...ordered.slice(at, end + 1))
    at = end + 1
  }
  return written
}

/** Returns every position. One that is beyond the number of keys is left out. */
export const fromPositions = (written: HistoryPositions, keys: number): number[] =>
  written.flatMap(one => {
    if (typeof one === 'number') return one < keys ? [one] : []
    const [first = 0, last = first] = one
    return Array.from({ length: Math.max(0, Math.min(last, keys - 1) - first + 1) }, (_, at) => first + at)
  })
