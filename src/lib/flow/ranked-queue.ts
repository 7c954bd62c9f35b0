type Task = () => Promise<unknown>

/**
 * Tasks in order: first in, first out within a rank, the lowest rank first. Unlike a heap it can be re-ranked as a
 * whole when something becomes known about everything that waits (`rerank`), in linear time.
 */
export class RankedQueue {
  #byRank = new Map<number, Fifo>()
  #rank: (id: string) => number = () => 0
  #size = 0

  get size(): number {
    return this.#size
  }

  enqueue(id: string, task: Task): void {
    this.#put({ id, task })
    this.#size++
  }

  dequeue(): Task | undefined {
    for (const rank of [...this.#byRank.keys()].toSorted((a, b) => a - b)) {
      const waiting = this.#byRank.get(rank)?.shift()
      if (waiting === undefined) continue
      this.#size--
      return waiting.task
    }
    return undefined
  }

  /** Orders by this rank from now on, also what waits already. */
  rerank(rank: (id: string) => number): void {
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
  id: string
  task: Task
}

/** Number of finished entries to keep before compacting: copying the others after each would cost more. */
const KEPT = 1000

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
    // Finished tasks are released, also while others keep coming: a task holds its whole answer.
    if (this.#next === this.#items.length || this.#next > KEPT) {
      this.#items = this.rest()
      this.#next = 0
    }
    return item
  }

  rest(): Waiting[] {
    return this.#items.slice(this.#next)
  }
}
