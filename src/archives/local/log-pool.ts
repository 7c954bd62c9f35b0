import { LogThread } from './log-thread.ts'
import { readLog } from './read-log.ts'
import type { ReadLog, TrailFile } from './trail-file.ts'

/** Answers that may wait to be taken before no further file is begun. */
const MOST_WAITING = 16

/** Worker threads that share a list of files. */
export class LogPool {
  readonly #files: Iterator<TrailFile>
  /** Those that a thread had not begun with when it ended. */
  readonly #returned: TrailFile[] = []
  readonly #answers: ReadLog[] = []
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
   * Returns the next answer; null: there are no more.
   *
   * @throws the reason of the signal
   */
  async next(): Promise<ReadLog | null> {
    for (;;) {
      this.#signal.throwIfAborted()
      this.#begin()
      const answer = this.#answers.shift() ?? (this.#mostThreads === 0 ? this.#readHere() : undefined)
      if (answer !== undefined) return answer
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
      const file = this.#nextFile()
      if (file === undefined) return
      this.#begun++
      const thread = this.#threads.size < this.#mostThreads ? this.#start() : free
      thread?.read(file)
    }
  }

  #start(): LogThread {
    const thread = new LogThread(this.#entry, {
      done: answer => {
        this.#begun--
        this.#answers.push(answer)
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

  #readHere(): ReadLog | undefined {
    const file = this.#nextFile()
    return file === undefined ? undefined : readLog(file)
  }

  #nextFile(): TrailFile | undefined {
    const returned = this.#returned.shift()
    if (returned !== undefined) return returned
    const next = this.#files.next()
    return next.done === true ? undefined : next.value
  }
}
