import type { Precision } from './evidence.ts'
import { isPendingDeletion, type Key } from './key.ts'
import type { Instant } from './time.ts'

/** The verdict over all sources: when was this key last used for a cryptographic operation? */
export type Usage =
  | {
      status: 'used'
      at: Instant
      precision: Precision
      operation?: string
      eventId?: string
      /** The source that tells it most finely. */
      source: string
      /** No complete source saw the time since: the key may have been used later too. */
      atLeast: boolean
      /** Sources that saw the same time and tell another story; all of them stay in the evidence. */
      disagreement?: string
    }
  /** A complete source saw the key's whole life and no use. */
  | { status: 'never'; since: Instant; until: Instant; source: string }
  /** Complete sources saw no use, but only from `since`. */
  | { status: 'not-observed'; since: Instant; until: Instant; source: string }
  /** No complete source answered. */
  | { status: 'unknown'; why: string }

/** What people act on. The first that fits, in this order; see `usage/disposition.ts`. */
export const DISPOSITIONS = ['in_use', 'stale', 'never', 'silent', 'new', 'unknown'] as const
export type Disposition = (typeof DISPOSITIONS)[number]

/** Dispositions that call a key unused. */
export const UNUSED: readonly Disposition[] = ['stale', 'never', 'silent']

/** A key that could go, and whose price would be saved: customer managed, readable and not already on its way out. */
export const isUnused = (key: Key, disposition: Disposition): boolean =>
  key.readable && key.manager === 'CUSTOMER' && !isPendingDeletion(key.state) && UNUSED.includes(disposition)
