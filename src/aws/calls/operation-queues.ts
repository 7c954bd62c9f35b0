import type { Sleep } from '../../lib/flow/sleep.ts'
import { OperationQueue } from './operation-queue.ts'
import type { Operation } from '../../model/operations/operations.ts'
import { rateOf } from '../../model/operations/operations.ts'

/** The queues of one place, each made when its operation is first called. */
export class OperationQueues {
  #queues = new Map<Operation, OperationQueue>()
  #maxRates: Readonly<Record<string, number>>

  #sleep: Sleep

  constructor(maxRates: Readonly<Record<string, number>>, sleep: Sleep) {
    this.#maxRates = maxRates
    this.#sleep = sleep
  }

  get all(): ReadonlyMap<Operation, OperationQueue> {
    return this.#queues
  }

  of(operation: Operation): OperationQueue {
    const existing = this.#queues.get(operation)
    if (existing !== undefined) return existing
    const queue = new OperationQueue(rateOf(operation, this.#maxRates), this.#sleep)
    this.#queues.set(operation, queue)
    return queue
  }
}
