import { MINUTE } from '../../../model/time.ts'

/**
 * The limits of Athena that a plan of queries keeps to.
 * https://docs.aws.amazon.com/general/latest/gr/athena.html
 * https://docs.aws.amazon.com/athena/latest/ug/partition-projection-supported-types.html
 */
export const LIMITS = {
  /** Bytes of a query's text. */
  sqlBytes: 262_144,
  /** Partitions that one query may read. */
  partitions: 1_000_000,
  /** Values of an injected partition column in one query. */
  accounts: 1000,
  /** Queries that run or wait at once, where a Region has the lowest quota. */
  queries: 20,
  /** Milliseconds after which Athena ends a query. */
  duration: 30 * MINUTE,
} as const

/** Queries that run at once. Others use the same account, so it is well below the limit. */
export const AT_ONCE = 5

/** Keys that a query names at most. With more, it returns all keys. */
export const MOST_KEYS = 500

/** Accounts in one query where the size of their logs is not known. A query that takes too long is asked in halves. */
export const USUAL_ACCOUNTS = 50

/**
 * What one query reads in a second. AWS publishes no numbers; these are cautious, and a query that takes longer than
 * Athena permits is asked in halves.
 */
export const PACE = { bytes: 256 * 2 ** 20, files: 2000 } as const

/** Milliseconds that a query may be expected to take: half of what Athena permits. */
export const EXPECTED = LIMITS.duration / 2
