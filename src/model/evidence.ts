import type { GapReason } from './gap.ts'
import type { Instant } from './time.ts'

/** Precision of the time of a use: the use lies within one such span that begins at `at`. */
export type Precision = 'second' | 'minute' | 'hour' | 'day'

/** The answer of one source for one key. `since`..`until` is the time that the source covers for this key. */
export type Sighting =
  | {
      kind: 'used'
      /** For a source with buckets, such as hours, the start of the bucket. */
      at: Instant
      precision: Precision
      operation?: string
      /** CloudTrail's id of the call, if known. */
      eventId?: string
      since: Instant
      until: Instant
    }
  /** The source covers all time in between, and shows no use. */
  | { kind: 'not-seen'; since: Instant; until: Instant }
  /** The source was not read to its end (page limit, error, time limit): that it shows no use decides nothing. */
  | { kind: 'partial'; since: Instant; until: Instant }
  /** The source gave no answer: denied, throttled, unsupported or not queried. */
  | { kind: 'unknown'; why: string; reason?: GapReason }

/** A call that was refused because of the key's state: disabled, pending deletion or unavailable. */
export interface RefusedCall {
  at: Instant
  /** `DisabledException` or `KMSInvalidStateException` */
  error: string
  /** An ARN, or a service. */
  by?: string
}

/** ARNs of the two keys of a ReEncrypt call. CloudWatch counts these calls by pair. */
export interface KeyPair {
  from: string
  to: string
}

/** A use that is dated later than the answer that shows it. It counts if the time of the run turns out to be wrong. */
export interface FutureUse {
  at: Instant
  operation?: string
  eventId?: string
}

/** Who used a key. */
export interface UserOfKey {
  /** ARN of the role or user. Null: not known. */
  principal: string | null
  /** The AWS service that made the call. Null: none. */
  service: string | null
}

/** A sighting, with the source that it comes from. */
export interface Evidence {
  /** `kms`, `cloudtrail`, `cloudwatch` */
  source: string
  /** Whether the source is complete: that it shows no use then means no use. Otherwise it means nothing. */
  complete: boolean
  /** How late the source may report a use, in milliseconds; `until` already takes it into account. */
  delay: number
  /** AWS's time of the first and the last answer of which the evidence is made, if `since` or `until` depend on it. */
  answered?: { first: Instant; last: Instant }
  /** CloudTrail evidence that could not be verified with a known event of this place. */
  unverified?: true
  /** When the public key was last downloaded: not a use, but it may be used outside AWS. */
  publicKeyReadAt?: Instant
  futureUse?: FutureUse
  /** Pairs of keys for which CloudTrail shows ReEncrypt calls with this key. */
  pairs?: readonly KeyPair[]
  /** The last call that failed because of the key's state. */
  refused?: RefusedCall
  /** When the key was last disabled. */
  disabledAt?: Instant
  /** Who made the last use, where the source shows it. */
  user?: UserOfKey
  sighting: Sighting
}
