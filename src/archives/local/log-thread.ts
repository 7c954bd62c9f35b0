import { Worker } from 'node:worker_threads'
import type { FileReading, ReadFile, TrailFile } from './trail-file.ts'

/** What a thread answers for a batch of files. Before the first one, it says that it is ready. */
export type ThreadAnswer = 'ready' | FileReading[]

/** What a thread is given at its start, so that it knows what it is for. */
export const THREAD = 'kms-audit log reader'

/** Batches that wait in a thread beside the one that it reads, so that it need not wait for the next. */
const AHEAD = 1

/**
 * Megabytes for new objects. Unpacked files lie outside of it, and are released when it is full: the default leaves
 * dozens of megabytes of them in each thread.
 */
const YOUNG = 2

/** What becomes of a thread's files. */
export interface ThreadListener {
  done(read: readonly ReadFile[]): void
  /** The thread is gone, and has not answered for these files. `isReady`: it had started well before. */
  gone(thread: LogThread, files: readonly TrailFile[], isReady: boolean): void
}

/** A worker thread that reads batches of files one by one. */
export class LogThread {
  readonly #worker: Worker
  readonly #listener: ThreadListener
  /** The first is being read. */
  #batches: (readonly TrailFile[])[] = []
  #isReady = false
  #isGone = false

  constructor(entry: URL, listener: ThreadListener) {
    this.#listener = listener
    this.#worker = new Worker(entry, { workerData: THREAD, resourceLimits: { maxYoungGenerationSizeMb: YOUNG } })
    this.#worker.on('message', (answer: ThreadAnswer) => this.#answered(answer))
    // An error can overtake answers that were sent before it. All of them have arrived at the exit, which follows.
    let why: string | null = null
    this.#worker.on('error', error => (why = error.message))
    this.#worker.on('exit', code => this.#ended(why ?? `exit code ${code}`))
  }

  get isBusy(): boolean {
    return this.#batches.length > AHEAD
  }

  read(batch: readonly TrailFile[]): void {
    this.#batches.push(batch)
    this.#worker.postMessage(batch, [])
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
    const batch = this.#batches.shift()
    if (batch === undefined || this.#isGone) return
    this.#listener.done(
      batch.flatMap((file, at) => {
        const reading = answer[at]
        return reading === undefined ? [] : { file, reading }
      }),
    )
  }

  /** A file that ends its thread, by needing too much memory, costs that file alone: it is named if it was alone. */
  #ended(why: string): void {
    if (this.#isGone) return
    this.#isGone = true
    const [[file, ...others] = [], ...waiting] = this.#batches
    const isNamed = this.#isReady && file !== undefined && others.length === 0
    if (isNamed) {
      const reading: FileReading = { read: false, why: `the thread that read it ended: ${why}` }
      this.#listener.done([{ file, reading }])
    }
    this.#listener.gone(this, isNamed ? waiting.flat() : this.#batches.flat(), this.#isReady)
  }
}
