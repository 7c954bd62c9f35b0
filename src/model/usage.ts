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
      /** The source with the most precise time. */
      source: string
      /** No complete source covers the time since: the key may also have been used later. */
      atLeast: boolean
      /** Sources that cover the same time and differ, in words; all of them stay in the evidence. */
      disagreement?: string
    }
  /** A complete source covers the key's whole life and shows no use. */
  | { status: 'never'; since: Instant; until: Instant; source: string }
  /** Complete sources show no use, but cover only the time from `since`. */
  | { status: 'not-observed'; since: Instant; until: Instant; source: string }
  /** No complete source answered. */
  | { status: 'unknown'; why: string }

/** What people act on. The first that fits, in this order; see `usage/disposition.ts`. */
export const DISPOSITIONS = ['in_use', 'stale', 'never', 'silent', 'new', 'unknown'] as const
export type Disposition = (typeof DISPOSITIONS)[number]

/** Dispositions that call a key unused. */
export const UNUSED: readonly Disposition[] = ['stale', 'never', 'silent']

/** Whether deleting the key would save its price: unused, customer managed, readable and not scheduled for deletion. */
export const isUnusedKey = (key: Key, disposition: Disposition): boolean =>
  key.readable && key.manager === 'CUSTOMER' && !isPendingDeletion(key.state) && UNUSED.includes(disposition)
