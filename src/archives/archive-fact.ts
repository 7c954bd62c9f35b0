import type { Instant } from '../model/time.ts'

/**
 * Calls of one day that name one key and differ in nothing but time: one line of an index. Kept are the cryptographic
 * operations, also failed ones, GetPublicKey, and the operations that change a key. Calls that only read are left out.
 */
export interface ArchiveFact {
  /** ARN of the key. A ReEncrypt has a fact for each of its keys. */
  key: string
  /** `2026-01-31`, by the time of the events, UTC. */
  day: string
  operation: string
  /** ARN of the role behind a session (`sessionContext.sessionIssuer.arn`), else of the caller. Null: none. */
  principal: string | null
  /** `userIdentity.invokedBy`. Null: none. */
  service: string | null
  /** `errorCode`; `DryRunOperationException` for a dry run that succeeded. Null: the calls succeeded. */
  error: string | null
  /** Times of the first and the last event. */
  first: Instant
  last: Instant
  /** Id of the last event. Null: it has none. */
  event: string | null
  /**
   * Twelve hexadecimal digits for each event, sorted and joined: the start of its identity. An event that is delivered
   * twice, or to two accounts, has the same identity, so the union of two such texts counts each event once.
   */
  ids: string
  /** Up to three different encryption contexts. */
  contexts: readonly Readonly<Record<string, string>>[]
}
