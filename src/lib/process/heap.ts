import { setFlagsFromString } from 'node:v8'
import { once } from '../flow/once.ts'

/** Settings of the JavaScript heap. They hold for the whole process, so only a program that owns its process changes them. */
export interface Heap {
  /**
   * From now on, collects garbage when the heap has grown by a seventh, not when it has doubled. A run whose answers
   * pile up by the hundred megabytes then needs half the memory, and more processor time.
   */
  collectOften(): void
  /**
   * From now on, marks living objects all at once. A large document that stays until the end would be marked over and
   * over, piece by piece, which takes a quarter of the time of reading it.
   */
  markAtOnce(): void
}

/** The heap of this process. */
export const processHeap: Heap = {
  collectOften: once(() => setFlagsFromString('--heap-growing-percent=15')),
  markAtOnce: once(() => setFlagsFromString('--no-incremental-marking')),
}

/** Leaves the heap as it is. */
export const untouchedHeap: Heap = { collectOften: () => {}, markAtOnce: () => {} }
