import type { ArchivedContext, ArchiveQuestion, KeyHistory } from '../model/archive/archive-question.ts'
import type { ArchiveTrace } from '../model/archive/coverage.ts'
import type { GapReason } from '../model/gap.ts'

/**
 * Answers the question about archived CloudTrail records: an index on disk, or a query engine of AWS. All engines give
 * the same answer for the same records; `test/archives/expected/` has the table.
 */
export interface ArchiveEngine {
  /** Never rejects for what the records or AWS do. The signal with which the engine was opened ends it early. */
  ask(question: ArchiveQuestion): Promise<ArchiveAnswer>
  /**
   * The encryption contexts of the uses of keys of one account and Region, of all times. An engine keeps a part of them
   * only, so that what is absent means nothing. Left out: the engine keeps none. Never rejects either.
   */
  contexts?(place: Pick<ArchiveQuestion, 'account' | 'region'>): Promise<ContextsAnswer>
  /** The places of which it has log files or digest files. Left out: not known before it is asked. */
  readonly places?: readonly { account: string; region: string }[]
  /** Ends threads and queries. */
  close(): Promise<void>
}

export type ContextsAnswer =
  | {
      known: true
      /** By the ARN of the key. */
      contexts: ReadonlyMap<string, readonly ArchivedContext[]>
    }
  | { known: false; reason: GapReason; why: string }

export type ArchiveAnswer =
  | {
      known: true
      /** By ARN. A key that the records do not name is absent. */
      keys: ReadonlyMap<string, KeyHistory>
      /** What the archive shows about its own completeness. Its silence alone proves nothing. */
      trace: ArchiveTrace
    }
  | { known: false; reason: GapReason; why: string }
