/** A task of `p-queue`, as its queue classes receive it. */
type Run = () => Promise<unknown>
interface RunOptions {
  id?: string
  priority?: number
}

/**
 * First in, first out within a rank, the lowest rank first. Unlike a heap it can be re-ranked as a whole when
 * something is learnt about everything that waits (`rerank`), in linear time.
 */
export class RankedQueue {
  #byRank = new Map<number, Fifo>()
  #rank: (id: string | undefined) => number = () => 0
  #size = 0

  get size(): number {
    return this.#size
  }

  enqueue(run: Run, options?: RunOptions): void {
    this.#put({ run, id: options?.id })
    this.#size++
  }

  dequeue(): Run | undefined {
    for (const rank of [...this.#byRank.keys()].toSorted((a, b) => a - b)) {
      const waiting = this.#byRank.get(rank)?.shift()
      if (waiting === undefined) continue
      this.#size--
      return waiting.run
    }
    return undefined
  }

  /** Required by `p-queue`; nothing of ours looks into what waits. */
  filter(): Run[] {
    return []
  }

  /** Required by `p-queue`; ranks come from `rerank`. */
  setPriority(): void {}

  /** From now on `rank` decides, also for everything that waits already. */
  rerank(rank: (id: string | undefined) => number): void {
    const waiting = [...this.#byRank.values()].flatMap(queue => queue.rest())
    this.#rank = rank
    this.#byRank.clear()
    for (const each of waiting) this.#put(each)
  }

  #put(waiting: Waiting): void {
    const rank = this.#rank(waiting.id)
    const queue = this.#byRank.get(rank)
    if (queue === undefined) this.#byRank.set(rank, new Fifo(waiting))
    else queue.push(waiting)
  }
}

interface Waiting {
  run: Run
  id: string | undefined
}

/** Tasks that have run and are kept none the less: copying the others away after each would cost more. */
const ENOUGH = 1000

/** An array that is shifted by index: taking the first of 10,000 costs nothing. */
class Fifo {
  #items: Waiting[]
  #next = 0

  constructor(first: Waiting) {
    this.#items = [first]
  }

  push(item: Waiting): void {
    this.#items.push(item)
  }

  shift(): Waiting | undefined {
    const item = this.#items[this.#next]
    if (item === undefined) return undefined
    this.#next++
    // What has run is let go of, also while others keep coming: a task holds its whole answer.
    if (this.#next === this.#items.length || this.#next > ENOUGH) {
      this.#items = this.rest()
      this.#next = 0
    }
    return item
  }

  rest(): Waiting[] {
    return this.#items.slice(this.#next)
  }
}
