import type { ArchivedContext, ArchiveQuestion, KeyHistory } from '../model/archive/archive-question.ts'
import type { ArchiveTrace, HomeTrace } from '../model/archive/coverage.ts'
import type { GapReason } from '../model/gap.ts'
import type { Instant } from '../model/time.ts'
import type { ArchivePlace } from './archive-place.ts'

/**
 * Answers the question about archived CloudTrail records: an index on disk, or a query engine of AWS. All engines give
 * the same answer for the same records; `test/archives/expected/` has the table.
 */
export interface ArchiveEngine {
  /**
   * What cannot be read is a gap or in doubt. Throws an `AuditError` if nothing can be read at all, such as with a table
   * that lacks a column. The signal with which the engine was opened ends it early.
   */
  ask(question: ArchiveQuestion): Promise<ArchiveAnswer>
  /**
   * The encryption contexts of the uses of keys of one account and Region, of all times. An engine keeps only a part of
   * them, so the absence of a context means nothing. Left out: the engine keeps none.
   */
  contexts?(place: ArchivePlace): Promise<ContextsAnswer>
  /** The places whose log files or digest files it has. Left out: not known before it is asked. */
  readonly places?: readonly ArchivePlace[]
  /** ARNs of all keys that the records name. Left out: not known before it is asked. */
  readonly keys?: ReadonlySet<string>
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

/** What an archive shows about one place alone. */
export interface PlaceTrace extends HomeTrace {
  delivered: ArchiveTrace['delivered']
  /** Log files that were found, and their bytes on disk. */
  files: number
  bytes: number
}

/** An archive whose files can be listed: the log files on disk, or those of the sample account. */
export interface ReadableArchive extends ArchiveEngine {
  readonly places: readonly ArchivePlace[]
  readonly keys: ReadonlySet<string>
  /** Directories and files that could not be listed. */
  readonly unreadable: readonly { path: string; why: string }[]
  placeTrace(place: ArchivePlace): PlaceTrace
  trace(place: ArchivePlace): ArchiveTrace
  /** When keys of the place were created, by ARN. A key whose creation is not recorded is left out. */
  creations(place: ArchivePlace): Promise<ReadonlyMap<string, Instant>>
}
