import type { GapReason } from './gap.ts'
import type { Instant } from './time.ts'

/** How fine a source tells the time of a use: the use lies within one such span from `at` on. */
export type Precision = 'second' | 'minute' | 'hour' | 'day'

/** One source's answer for one key. `since`..`until` is the time that this source really saw for this key. */
export type Sighting =
  | {
      kind: 'used'
      /** Of a coarse source, the start of its bucket. */
      at: Instant
      precision: Precision
      operation?: string
      /** CloudTrail's id of the call, if the source tells it. */
      eventId?: string
      since: Instant
      until: Instant
    }
  /** Complete in between: no use. */
  | { kind: 'not-seen'; since: Instant; until: Instant }
  /** Stopped before its horizon (page limit, error, time budget): its silence decides nothing. */
  | { kind: 'partial'; since: Instant; until: Instant }
  /** Denied, throttled out, unsupported, not asked. */
  | { kind: 'unknown'; why: string; reason?: GapReason }

/** A call that was refused since the key is disabled, pending deletion or otherwise unfit. */
export interface RefusedCall {
  at: Instant
  /** `DisabledException` or `KMSInvalidStateException` */
  error: string
  /** An ARN, or a service. */
  by?: string
}

/** ARNs of the keys of a ReEncrypt: CloudWatch counts these calls by pair. */
export interface KeyPair {
  from: string
  to: string
}

/** A use dated later than the answer that shows it. It counts if the time of the run turns out to be wrong. */
export interface FutureUse {
  at: Instant
  operation?: string
  eventId?: string
}

/** A sighting with the name of who says so. */
export interface Evidence {
  /** `kms`, `cloudtrail`, `cloudwatch` */
  source: string
  /** A complete source's silence means no use; a positive one's silence means nothing. */
  complete: boolean
  /** How late the source may be, in milliseconds; `until` is already earlier by it. */
  delay: number
  /** AWS's time of the first and the last answer that this is made of, where the sight depends on it. */
  answered?: { first: Instant; last: Instant }
  /** CloudTrail whose lookups could not be tried on a known event of this place. */
  unverified?: true
  /** No use, but someone took the public half of an asymmetric key along then, to use it outside AWS. */
  publicKeyReadAt?: Instant
  futureUse?: FutureUse
  /** Pairs of which CloudTrail shows ReEncrypt calls with this key. */
  pairs?: readonly KeyPair[]
  /** The last call that failed because of the key's state. */
  refused?: RefusedCall
  /** When someone last disabled the key. */
  disabledAt?: Instant
  sighting: Sighting
}
