import type { Instant } from '../../../model/time.ts'

/** The accounts, Regions and time of one query. */
export interface ChunkExtent {
  accounts: readonly string[]
  regions: readonly string[]
  since: Instant
  until: Instant
}

/**
 * What one query answers: the events of some accounts and Regions in whole days. Every account is asked about every
 * Region. The queries of a list of chunks count each event once, also one that was delivered long after its time: a
 * query reads the days of delivery of its own events, and one more, which the next query reads again.
 */
export interface Chunk extends ChunkExtent {
  /** Sorted. At most 1,000, as Athena allows for an injected partition column. */
  accounts: readonly string[]
  regions: readonly string[]
  /** Events from this time on are counted, by the time of the event. The start of a day. */
  since: Instant
  /** Events before this time are counted. The start of a day. */
  until: Instant
  /** On the day that the next query reads again, events from this time on are counted. Usually `since`. */
  reach: Instant
  /** Earlier events that were delivered in the days of this chunk are counted as well. Null: the question has none. */
  late: {
    /** The start of the question. */
    from: Instant
    /** `reach` of the chunk before: what it has counted on the first day of this one. */
    reached: Instant
  } | null
  /**
   * The last day of delivery that is read, as an instant in it: `until`. The last chunk of a list reads further, because
   * nothing after it counts what was delivered late.
   */
  deliveredUntil: Instant
  isLast: boolean
  /** Log files to leave out, by their address, because a query fails on them. */
  without: readonly string[]
  /** Digest files are not read, because the query failed with them: its silence proves nothing. */
  isUnproven?: boolean
}
