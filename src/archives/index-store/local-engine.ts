import type { ArchiveQuestion } from '../../model/archive/archive-question.ts'
import type { ArchiveTrace } from '../../model/archive/coverage.ts'
import type { Instant } from '../../model/time.ts'
import type { ArchivePlace } from '../archive-place.ts'
import type { ArchiveAnswer, ContextsAnswer, PlaceTrace, ReadableArchive } from '../engine.ts'
import type { TrailFile } from '../local/trail-file.ts'
import { answerQuestion } from './answer-question.ts'
import { contextsIn } from './contexts-in.ts'
import { creationsIn } from './creations-in.ts'
import { freshFiles } from './fresh-files.ts'
import { damaged } from './index-errors.ts'
import type { IndexRecord } from './index-record.ts'
import { type KeySummary, keysTable } from './keys-table.ts'
import { type LocalArchiveSettings, openIndex, type OpenIndex } from './open-index.ts'
import type { IndexProgress } from './progress.ts'
import { DamagedIndex } from './segment.ts'
import { TraceReader } from './trace-reader.ts'

/** Answers from an index on disk. */
export class LocalEngine implements ReadableArchive {
  readonly #index: OpenIndex
  readonly #traces: TraceReader

  constructor(index: OpenIndex) {
    this.#index = index
    this.#traces = new TraceReader(index.store.segments)
  }

  /** The places of all log and digest files that were read. */
  get places(): readonly ArchivePlace[] {
    return this.#traces.places
  }

  /** Folders and files of the archive that could not be listed. */
  get unreadable(): OpenIndex['unreadable'] {
    return this.#index.unreadable
  }

  /** What this run read into the index. */
  get added(): IndexProgress {
    return this.#index.added
  }

  /** What `index.json` says. */
  get record(): IndexRecord {
    return this.#index.store.record
  }

  /** What the index shows about one place alone. Throws an `AuditError` if the index is damaged. */
  placeTrace(place: ArchivePlace): PlaceTrace {
    return this.#checked(() => this.#traces.placeTrace(place))
  }

  /** What the index shows about the completeness of the archive. Throws an `AuditError` if the index is damaged. */
  trace(place: ArchivePlace): ArchiveTrace {
    return this.#checked(() => this.#traces.trace(place))
  }

  /** Of the listed files, those that the index does not have. Throws an `AuditError` if the index is damaged. */
  missing(listed: readonly TrailFile[]): readonly TrailFile[] {
    return this.#checked(() =>
      freshFiles(this.#index.store.segments, listed)
        .filter(({ failed }) => failed === null)
        .map(({ file }) => file),
    )
  }

  /** ARNs of all keys that the records name. Throws an `AuditError` if the index is damaged. */
  get keys(): ReadonlySet<string> {
    return this.#checked(
      () => new Set(this.#index.store.segments.flatMap(segment => Array.from(segment.rows(keysTable, null), keyOf))),
    )
  }

  /** When keys of the place were created, by ARN. Throws an `AuditError` if the index is damaged. */
  async creations(place: ArchivePlace): Promise<ReadonlyMap<string, Instant>> {
    try {
      return await creationsIn(this.#index.store.segments, place)
    } catch (error) {
      throw this.#asAuditError(error)
    }
  }

  async ask(question: ArchiveQuestion): Promise<ArchiveAnswer> {
    try {
      const keys = await answerQuestion(this.#index.store.segments, question)
      return { known: true, keys, trace: this.#traces.trace(question) }
    } catch (error) {
      return this.#failed(error)
    }
  }

  async contexts(place: ArchivePlace): Promise<ContextsAnswer> {
    try {
      return { known: true, contexts: await contextsIn(this.#index.store.segments, place) }
    } catch (error) {
      return this.#failed(error)
    }
  }

  #failed(error: unknown): Extract<ContextsAnswer, { known: false }> {
    if (!(error instanceof DamagedIndex)) throw error
    const { folder } = this.#index.store
    return { known: false, reason: 'malformed', why: `the index in ${folder} is damaged: ${error.message}` }
  }

  #checked<T>(read: () => T): T {
    try {
      return read()
    } catch (error) {
      throw this.#asAuditError(error)
    }
  }

  #asAuditError(error: unknown): unknown {
    return error instanceof DamagedIndex ? damaged(this.#index.store.folder, error) : error
  }

  close(): Promise<void> {
    this.#index.close()
    return Promise.resolve()
  }
}

const keyOf = ({ key }: KeySummary): string => key

/**
 * Reads the files that are new into the index, and opens it. Throws an `AuditError` if the folders have no log files, or
 * if the index belongs to another program, version, archive or run.
 */
export const openLocalEngine = async (settings: LocalArchiveSettings): Promise<LocalEngine> =>
  new LocalEngine(await openIndex(settings))
