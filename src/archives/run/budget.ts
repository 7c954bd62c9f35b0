import { billedBytes, scanPrice } from '../athena/plan/price.ts'

/** What the queries of a run have cost so far. */
export interface Spent {
  queries: number
  /** Bytes scanned. */
  bytes: number
  /** At list price. */
  dollars: number
}

/** Counts what queries scan, also while they run, against the limit that the user has set. */
export class Budget {
  readonly #limit: number | null
  #queries = 0
  #bytes = 0
  #billed = 0
  /** Bytes so far of the queries that run. */
  #running = new Map<string, number>()

  constructor(limit: number | null) {
    this.#limit = limit
  }

  get spent(): Spent {
    return { queries: this.#queries, bytes: this.#bytes, dollars: scanPrice(this.#billed) }
  }

  /** Whether what has run, and what runs, is beyond the limit. */
  get isUsedUp(): boolean {
    if (this.#limit === null) return false
    const running = [...this.#running.values()].reduce((sum, bytes) => sum + bytes, 0)
    return this.#bytes + running >= this.#limit
  }

  progress(query: string, bytes: number): void {
    this.#running.set(query, bytes)
  }

  /** @param isFree AWS does not bill it: it failed, or its results are those of an earlier query */
  ended(query: string, bytes: number, isFree: boolean): void {
    this.#running.delete(query)
    this.#queries++
    this.#bytes += bytes
    if (!isFree) this.#billed += billedBytes(bytes)
  }
}
