import { Worker } from 'node:worker_threads'
import type { LogReading, ReadLog, TrailFile } from './trail-file.ts'

/** What a thread answers for a file. Before the first one, it says that it is ready. */
export type ThreadAnswer = 'ready' | { read: true; reading: LogReading } | { read: false; why: string }

/** What a thread is given at its start, so that it knows what it is for. */
export const THREAD = 'kms-audit log reader'

/** Files that wait in a thread beside the one that it reads, so that it need not wait for the next. */
const AHEAD = 2

/** What becomes of a thread's files. */
export interface ThreadListener {
  done(read: ReadLog): void
  /** The thread is gone. It has not begun with these files. `isReady`: it had started well before. */
  gone(thread: LogThread, files: readonly TrailFile[], isReady: boolean): void
}

/** A worker thread that reads log files one by one. */
export class LogThread {
  readonly #worker: Worker
  readonly #listener: ThreadListener
  /** The first is being read. */
  #files: TrailFile[] = []
  #isReady = false
  #isGone = false

  constructor(entry: URL, listener: ThreadListener) {
    this.#listener = listener
    this.#worker = new Worker(entry, { workerData: THREAD })
    this.#worker.on('message', (answer: ThreadAnswer) => this.#answered(answer))
    // An error can overtake answers that were sent before it. All of them have arrived at the exit, which follows.
    let why: string | null = null
    this.#worker.on('error', error => (why = error.message))
    this.#worker.on('exit', code => this.#ended(why ?? `exit code ${code}`))
  }

  get isBusy(): boolean {
    return this.#files.length > AHEAD
  }

  read(file: TrailFile): void {
    this.#files.push(file)
    this.#worker.postMessage(file, [])
  }

  async close(): Promise<void> {
    this.#isGone = true
    await this.#worker.terminate()
  }

  #answered(answer: ThreadAnswer): void {
    if (answer === 'ready') {
      this.#isReady = true
      return
    }
    const file = this.#files.shift()
    if (file !== undefined && !this.#isGone) this.#listener.done({ file, ...answer })
  }

  /** A file that ends its thread, by needing too much memory, costs that file alone. */
  #ended(why: string): void {
    if (this.#isGone) return
    this.#isGone = true
    const [file, ...others] = this.#files
    if (file === undefined || !this.#isReady) {
      this.#listener.gone(this, this.#files, this.#isReady)
      return
    }
    this.#listener.done({ file, read: false, why: `the thread that read it ended: ${why}` })
    this.#listener.gone(this, others, true)
  }
}
