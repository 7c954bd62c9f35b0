import { isSystemError } from '../../lib/files/file-errors.ts'
import { readFiles } from '../local/read-files.ts'
import type { DigestReading, LogReading, ReadFile, TrailFile } from '../local/trail-file.ts'
import { Batch } from './batch.ts'
import { unpackedName } from '../digests/unpacked-name.ts'
import type { FileRow, FileVersion } from './files-table.ts'
import { type FreshFile, freshFiles } from './fresh-files.ts'
import { cannotWrite, damaged } from './index-errors.ts'
import type { IndexStore } from './index-store.ts'
import { type IndexProgress, noProgress } from './progress.ts'
import { DamagedIndex } from './segment.ts'

export interface UpdateSettings {
  signal: AbortSignal
  onProgress?: ((progress: IndexProgress) => void) | undefined
  /** When a batch becomes a segment: what a killed run loses at most. */
  batch?: { files: number; milliseconds: number } | undefined
  /** Number of threads that read log files. Left out: as many as the machine can use. */
  threads?: number | undefined
}

const BATCH = { files: 12_000, milliseconds: 10_000 }

/**
 * Reads the listed files that are new into the index. If the signal ends this, what was read is kept, and the promise
 * rejects with the reason. Throws an `AuditError` if the index cannot be written.
 */
export async function updateIndex(
  store: IndexStore,
  listed: readonly TrailFile[],
  settings: UpdateSettings,
): Promise<IndexProgress> {
  try {
    return await new Update(store, freshFiles(store.segments, listed), settings).run()
  } catch (error) {
    if (error instanceof DamagedIndex) throw damaged(store.folder, error)
    throw isSystemError(error) && !settings.signal.aborted ? cannotWrite(store.folder, error) : error
  }
}

class Update {
  readonly #store: IndexStore
  readonly #fresh: readonly FreshFile[]
  readonly #settings: UpdateSettings
  /** Why files could not be read before, by their names. */
  readonly #failed: ReadonlyMap<string, string>
  /** Names of files that earlier runs could not read. */
  readonly #retried: ReadonlySet<string>
  readonly #batch = new Batch()
  #started = performance.now()
  readonly #progress: IndexProgress

  constructor(store: IndexStore, fresh: readonly FreshFile[], settings: UpdateSettings) {
    this.#store = store
    this.#fresh = fresh
    this.#settings = settings
    this.#failed = new Map(fresh.flatMap(({ file, failed }) => (failed === null ? [] : [[file.name, failed]])))
    this.#retried = new Set(fresh.flatMap(({ file, isRetried }) => (isRetried ? [file.name] : [])))
    const ofBytes = fresh.reduce((sum, { file }) => sum + file.size, 0)
    this.#progress = { ...noProgress(), ofFiles: fresh.length, ofBytes }
  }

  async run(): Promise<IndexProgress> {
    this.#settings.onProgress?.({ ...this.#progress })
    const files = this.#fresh.map(({ file }) => file)
    const { signal, threads } = this.#settings
    try {
      for await (const read of readFiles(files, { signal, ...(threads !== undefined && { threads }) })) {
        for (const each of read) this.#take(each)
        this.#settings.onProgress?.({ ...this.#progress })
        if (this.#isDue) await this.#commit()
      }
    } finally {
      await this.#commit()
    }
    return this.#progress
  }

  #take({ file, reading }: ReadFile): void {
    if (!reading.read) this.#note(file, { size: file.size, read: 'none', why: reading.why })
    else if ('log' in reading) this.#takeLog(file, reading.log)
    else this.#takeDigest(file, reading.digest)
  }

  #takeLog(file: TrailFile, { facts, changes, odd, why, shows }: LogReading): void {
    for (const fact of facts) this.#batch.addFact(fact)
    for (const change of changes) this.#batch.addChange(change)
    const text = why ?? 'a record was not understood'
    this.#note(file, { size: file.size, read: odd > 0 ? 'part' : 'whole', why: odd > 0 ? text : null, shows })
  }

  #takeDigest(file: TrailFile, digest: DigestReading): void {
    const { account, region, name } = file
    this.#batch.addFile({ ...digest, row: 'hour', account, region, name, logs: digest.logs.map(unpackedName) })
    this.#note(file, { size: file.size, read: 'whole', why: null })
  }

  #note({ kind, account, region, name, deliveredAt }: TrailFile, version: FileVersion): void {
    const row: FileRow = { row: kind, account, region, name: unpackedName(name), deliveredAt, versions: [version] }
    // A file that fails again as before says nothing new.
    if (version.read !== 'none' || this.#failed.get(name) !== version.why) this.#batch.addFile(row)
    countFile(this.#progress, version)
    if (this.#retried.has(name)) countFile(this.#progress.retried, version)
  }

  get #isDue(): boolean {
    const { files, milliseconds } = this.#settings.batch ?? BATCH
    return this.#batch.isLarge || this.#batch.files >= files || performance.now() - this.#started >= milliseconds
  }

  async #commit(): Promise<void> {
    if (this.#batch.files > 0) await this.#store.add(this.#batch.take())
    this.#started = performance.now()
  }
}

function countFile(counts: IndexProgress['retried'], { size, why }: FileVersion): void {
  counts.files++
  counts.bytes += size
  if (why !== null) counts.damaged++
}
