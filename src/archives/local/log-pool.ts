import { LogThread } from './log-thread.ts'
import { readFile } from './read-file.ts'
import type { ReadFile, TrailFile } from './trail-file.ts'

/** Answers that may wait to be taken before no further files are begun. */
const MOST_WAITING = 64

/** What a thread is given at once: asking for each small file by itself takes longer than reading it. */
const BATCH = { files: 32, bytes: 1 << 20 }

/** Worker threads that share a list of files. */
export class LogPool {
  readonly #files: Iterator<TrailFile>
  /** Those that a thread had not answered when it ended. Each is read by itself, to find the one that ends threads. */
  readonly #returned: TrailFile[] = []
  #answers: ReadFile[] = []
  readonly #threads = new Set<LogThread>()
  readonly #entry: URL
  readonly #signal: AbortSignal
  readonly #wake = () => this.#resolve()
  #mostThreads: number
  /** Files that threads have. */
  #begun = 0
  #resolve: () => void = () => {}

  constructor(files: Iterable<TrailFile>, entry: URL, threads: number, signal: AbortSignal) {
    this.#files = files[Symbol.iterator]()
    this.#entry = entry
    this.#mostThreads = threads
    this.#signal = signal
    signal.addEventListener('abort', this.#wake)
  }

  /**
   * Returns the next answers; null: there are no more.
   *
   * @throws the reason of the signal
   */
  async next(): Promise<readonly ReadFile[] | null> {
    for (;;) {
      this.#signal.throwIfAborted()
      this.#begin()
      if (this.#answers.length > 0) return this.#taken()
      if (this.#mostThreads === 0) {
        const [file] = this.#nextBatch(1)
        if (file !== undefined) return [{ file, reading: readFile(file) }]
      }
      if (this.#begun === 0) return null
      await new Promise<void>(resolve => (this.#resolve = resolve))
    }
  }

  async close(): Promise<void> {
    this.#signal.removeEventListener('abort', this.#wake)
    await Promise.all(Array.from(this.#threads, thread => thread.close()))
  }

  /** Gives files to the threads that have room for them, and starts threads as long as there are files for them. */
  #begin(): void {
    while (this.#mostThreads > 0 && this.#answers.length < MOST_WAITING) {
      const free = [...this.#threads].find(({ isBusy }) => !isBusy)
      if (free === undefined && this.#threads.size >= this.#mostThreads) return
      const batch = this.#nextBatch(BATCH.files)
      if (batch.length === 0) return
      this.#begun += batch.length
      const thread = this.#threads.size < this.#mostThreads ? this.#start() : free
      thread?.read(batch)
    }
  }

  #start(): LogThread {
    const thread = new LogThread(this.#entry, {
      done: answers => {
        this.#begun -= answers.length
        this.#answers.push(...answers)
        this.#resolve()
      },
      gone: (ended, files, isReady) => {
        this.#begun -= files.length
        this.#returned.push(...files)
        this.#threads.delete(ended)
        // Where no thread can start, this one reads.
        if (!isReady) this.#mostThreads = 0
        this.#resolve()
      },
    })
    this.#threads.add(thread)
    return thread
  }

  #taken(): readonly ReadFile[] {
    const answers = this.#answers
    this.#answers = []
    return answers
  }

  #nextBatch(most: number): TrailFile[] {
    const returned = this.#returned.shift()
    if (returned !== undefined) return [returned]
    const batch: TrailFile[] = []
    for (let bytes = 0; batch.length < most && bytes < BATCH.bytes;) {
      const next = this.#files.next()
      if (next.done === true) break
      batch.push(next.value)
      bytes += next.value.size
    }
    return batch
  }
}
