import { DAY } from '../../../model/time.ts'
import type { Chunk } from '../query/chunk.ts'

/** Halves a query that took too long: its accounts, else its Regions, else its days. Null: it cannot be halved. */
export function splitChunk(chunk: Chunk): readonly [Chunk, Chunk] | null {
  const { accounts, regions } = chunk
  if (accounts.length > 1) return halves(accounts, half => ({ ...chunk, accounts: half }))
  if (regions.length > 1) return halves(regions, half => ({ ...chunk, regions: half }))
  return splitDays(chunk)
}

function halves<T>(items: readonly T[], make: (half: readonly T[]) => Chunk): readonly [Chunk, Chunk] {
  const middle = Math.ceil(items.length / 2)
  return [make(items.slice(0, middle)), make(items.slice(middle))]
}

/** The two halves count together what the chunk would have counted. */
function splitDays(chunk: Chunk): readonly [Chunk, Chunk] | null {
  const { since, until, reach, late } = chunk
  const middle = since + Math.ceil((until - since) / DAY / 2) * DAY
  if (middle >= until) return null
  return [
    { ...chunk, until: middle, deliveredUntil: middle, isLast: false },
    { ...chunk, since: middle, reach, late: { from: late?.from ?? since, reached: reach } },
  ]
}
