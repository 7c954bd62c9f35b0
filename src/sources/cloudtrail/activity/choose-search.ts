import type { Instant } from '../../../model/time.ts'

/** What the newest page of the events of a Region shows. */
export interface NewestPage {
  events: number
  /** Time of its oldest event. */
  oldest: Instant
  /** Whether older events follow. */
  hasMore: boolean
}

/** Pages of all events of a Region, if they come as often as those on the newest page. */
export function regionPages({ events, oldest, hasMore }: NewestPage, since: Instant, now: Instant): number {
  if (!hasMore || events === 0) return 1
  const span = Math.max(1, now - oldest)
  return Math.max(1, Math.ceil((now - since) / span))
}

/**
 * How many keys may be searched one by one, because that is cheaper than reading all events of the Region. Each key
 * costs a page at least. Zero: the events of the Region are read.
 *
 * @param named the number of keys that were asked for; null: all keys, which are searched one by one only if the events
 *   of the Region do not fit into the pages, so that quiet keys are read to the start although others are busy
 */
export function mostKeysToSearch(pages: number, maxPages: number, named: number | null): number {
  if (named === null) return pages <= maxPages ? 0 : maxPages - 1
  return pages <= 1 || named >= Math.min(pages, maxPages) ? 0 : named
}
