import { DAY, HOUR, type Instant } from '../../model/time.ts'
import type { ArchivePlace } from '../archive-place.ts'
import type { ChunkExtent } from '../athena/query/chunk.ts'
import { MOST_ACCOUNTS } from './insights-text.ts'

/** What one query asks: the newest months first, because those that CloudWatch Logs no longer has come last. */
export function logChunks(places: readonly ArchivePlace[], { since, until }: Pick<ChunkExtent, 'since' | 'until'>) {
  const accounts = [...new Set(places.map(({ account }) => account))].toSorted()
  const regions = [...new Set(places.map(({ region }) => region))].toSorted()
  const chunks: ChunkExtent[] = []
  for (let end = until; end > since;) {
    const start = Math.max(since, monthBefore(end))
    for (let at = 0; at < accounts.length; at += MOST_ACCOUNTS)
      chunks.push({ accounts: accounts.slice(at, at + MOST_ACCOUNTS), regions, since: start, until: end })
    end = start
  }
  return chunks
}

/** The start of the month of the moment before this time. */
function monthBefore(end: Instant): Instant {
  const date = new Date(end - 1)
  return Date.UTC(date.getUTCFullYear(), date.getUTCMonth())
}

/**
 * Halves a query by time. Null: it cannot be halved. A query that failed is halved to a week at least, because it may
 * fail for whatever reason; one that took too long or had too many rows, to an hour.
 */
export function halvesOf(chunk: ChunkExtent, why: 'failed' | 'too-big'): readonly [ChunkExtent, ChunkExtent] | null {
  const unit = why === 'failed' ? 7 * DAY : HOUR
  const middle = chunk.since + Math.ceil((chunk.until - chunk.since) / unit / 2) * unit
  return middle >= chunk.until
    ? null
    : [
        { ...chunk, since: middle },
        { ...chunk, until: middle },
      ]
}
