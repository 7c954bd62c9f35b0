import { Lane } from './lane.ts'
import type { Operation } from './rates.ts'
import { rateOf } from './rates.ts'

/** The lanes of one place, each made when its operation is first asked for. */
export class Lanes {
  #lanes = new Map<Operation, Lane>()
  #maxRates: Readonly<Record<string, number>>

  constructor(maxRates: Readonly<Record<string, number>>) {
    this.#maxRates = maxRates
  }

  get all(): ReadonlyMap<Operation, Lane> {
    return this.#lanes
  }

  of(operation: Operation): Lane {
    const existing = this.#lanes.get(operation)
    if (existing !== undefined) return existing
    const lane = new Lane(rateOf(operation, this.#maxRates))
    this.#lanes.set(operation, lane)
    return lane
  }
}
