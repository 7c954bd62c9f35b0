import type { Instant } from '../time.ts'

/**
 * The question that every engine over archived CloudTrail records answers for one account and Region: which keys were
 * used, when, how often and by which principals? Every engine counts an event once.
 */
export interface ArchiveQuestion {
  /** The account that owns the keys. Its own log holds the uses of its keys by other accounts as well. */
  account: string
  region: string
  /** ARNs of the keys. Null: every key that the records name. */
  keys: readonly string[] | null
  /**
   * All keys that the run asks about, in any account and Region: one query answers for many of them, and need not
   * return other keys. Left out: every key.
   */
  among?: readonly string[]
  /** From this time on, by the time of the event. */
  since: Instant
  /** Before this time, by the time of the event. */
  until: Instant
  /** `last-use`: first and last use only, which an engine can answer from a summary. `days`: also the uses per day. */
  detail: 'last-use' | 'days'
}

/** One successful use. */
export interface ArchivedUse {
  at: Instant
  operation: string
  /** ARN of the role or user, without the name of the session. Null: the record has none. */
  principal: string | null
  /** The AWS service that made the call, such as `s3.amazonaws.com`. Null: none. */
  service: string | null
  eventId: string | null
}

/** A call that failed. */
export interface ArchivedRefusal {
  at: Instant
  /** The error code. */
  error: string
  operation: string
  principal: string | null
  service: string | null
}

/** The calls of one day (UTC) that differ in nothing but time. */
export interface ArchivedDay {
  /** `2026-01-31` */
  day: string
  operation: string
  principal: string | null
  service: string | null
  /** The error code. Null: the calls succeeded. */
  error: string | null
  /** Number of events, each counted once. */
  events: number
}

/** An encryption context with which a key was used. It names the resource whose data needed the key. */
export interface ArchivedContext {
  context: Readonly<Record<string, string>>
  /** The last day (UTC) with such a call: `2026-01-31`. */
  day: string
}

/** What the records say about one key in the time of the question. */
export interface KeyHistory {
  /** ARN of the key. */
  key: string
  /** Null: no use was found. */
  first: ArchivedUse | null
  last: ArchivedUse | null
  /** The last call that failed because of the state of the key. Null: none. */
  refused: ArchivedRefusal | null
  /** When the public key was last read. That is not a use, but a hint for asymmetric keys. Null: never in this time. */
  publicKeyReadAt: Instant | null
  /** When the key was last disabled. Null: not in this time. */
  disabledAt: Instant | null
  /** Sorted by day, operation, principal, service and error. Empty for `last-use`. */
  days: readonly ArchivedDay[]
}
