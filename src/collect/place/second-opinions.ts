import type { MicroDollars } from '../../model/cost.ts'
import type { ShortLookLimits } from '../../sources/source.ts'

/** What decides how much a key needs a second opinion. */
export interface NeedOfKey {
  id: string
  /** An earlier run, which this one resumes, has looked already. */
  isRemembered: boolean
  /** A selected check is decided by it. */
  isNeeded: boolean
  /** Micro-dollars a month. Null: not known. */
  price: MicroDollars | null
}

interface Entry extends NeedOfKey {
  state: 'open' | 'asking' | 'settled'
  /** It is known whether the key is asked for its last use. */
  isPlaced: boolean
  /** Set while the key waits for its answer. */
  answer: ((allowed: boolean) => void) | null
  isInFront: boolean
}

/**
 * Shares out the second opinions of one place by need: first the keys that a selected check is decided by, then the
 * costliest. The choice does not depend on the order in which answers come: a key is allowed one as soon as fewer keys
 * than the limit could still go before it, and refused as soon as that many keys before it want one.
 */
export class SecondOpinions {
  /** Keys in the order of need, once all are known. */
  #order: readonly Entry[] | null = null
  #entries = new Map<string, Entry>()
  /** The first of the order that may want one or do, at most the limit; and how far the order has been read for it. */
  #front: Entry[] = []
  #next = 0
  #waiting = new Set<Entry>()
  #queued = 0
  #unplaced = 0
  #limits: ShortLookLimits

  /** @param limits how many keys may have one; `mostDuring` does not count for keys that a check needs. */
  constructor(limits: ShortLookLimits) {
    this.#limits = limits
  }

  /** Why a key got none, for the report. */
  get whyNot(): string {
    return this.#limits.whyNot
  }

  /** Enters a key that may want a second opinion. Every key that joins must be settled, or ask. */
  join(standing: NeedOfKey): void {
    this.#entries.set(standing.id, { ...standing, state: 'open', isPlaced: false, answer: null, isInFront: false })
    this.#unplaced++
  }

  /** Learnt after the key has joined. */
  setPrice(id: string, price: MicroDollars | null): void {
    const entry = this.#entries.get(id)
    if (entry !== undefined) entry.price = price
  }

  /** All keys have joined. `busy`: keys with requests in the last two weeks, which go last. Returns the order of need. */
  begin(busy: ReadonlySet<string>): readonly string[] {
    const order = [...this.#entries.values()].toSorted(byNeed(busy))
    this.#order = order
    this.#decide()
    return order.map(({ id }) => id)
  }

  /** The key is asked for its last use: nothing quicker has shown that it is in use. */
  queue(id: string): void {
    const entry = this.#entries.get(id)
    if (entry === undefined || entry.isPlaced) return
    this.#place(entry)
    this.#queued++
    this.#decide()
  }

  /** The key wants no second opinion. */
  settle(id: string): void {
    const entry = this.#entries.get(id)
    if (entry?.state !== 'open') return
    entry.state = 'settled'
    this.#decide()
  }

  /** Everything is known about the key. */
  leave(id: string): void {
    const entry = this.#entries.get(id)
    if (entry !== undefined && !entry.isPlaced) this.#place(entry)
    this.settle(id)
    this.#decide()
  }

  /** Resolves to whether the key may have a second opinion. */
  ask(id: string): Promise<boolean> {
    this.queue(id)
    const entry = this.#entries.get(id)
    if (entry?.state !== 'open') return Promise.resolve(false)
    entry.state = 'asking'
    return new Promise(resolve => {
      entry.answer = resolve
      this.#waiting.add(entry)
      this.#decide()
    })
  }

  #place(entry: Entry): void {
    entry.isPlaced = true
    this.#unplaced--
  }

  #decide(): void {
    if (this.#order === null) return
    this.#readOn(this.#order)
    let asking = 0
    for (const [before, entry] of this.#front.entries()) {
      this.#answer(entry, before, asking)
      if (entry.state === 'asking') asking++
    }
    for (const entry of this.#waiting) if (!entry.isInFront) this.#answer(entry, this.#limits.most, asking)
  }

  #readOn(order: readonly Entry[]): void {
    this.#front = this.#front.filter(({ state }) => state !== 'settled')
    while (this.#front.length < this.#limits.most) {
      const entry = order[this.#next]
      if (entry === undefined) return
      this.#next++
      entry.isInFront = entry.state !== 'settled'
      if (entry.isInFront) this.#front.push(entry)
    }
  }

  /** `before`: keys before it that may want one or do. `asking`: those that do. */
  #answer(entry: Entry, before: number, asking: number): void {
    if (entry.answer === null) return
    const limit = entry.isNeeded ? this.#limits.most : this.#limit
    const isFinal = entry.isNeeded || this.#limits.mostDuring === null || this.#unplaced === 0
    const allowed = before < limit
    if (!allowed && (asking < limit || !isFinal)) return
    entry.answer(allowed)
    entry.answer = null
    this.#waiting.delete(entry)
  }

  /** It only grows while keys are queued, so what fits now will fit at the end. */
  get #limit(): number {
    const { most, mostDuring } = this.#limits
    return Math.min(most, mostDuring?.(this.#queued) ?? most)
  }
}

const byNeed =
  (busy: ReadonlySet<string>) =>
  (a: NeedOfKey, b: NeedOfKey): number =>
    Number(b.isRemembered) - Number(a.isRemembered) ||
    Number(b.isNeeded) - Number(a.isNeeded) ||
    Number(busy.has(a.id)) - Number(busy.has(b.id)) ||
    (b.price ?? -1) - (a.price ?? -1) ||
    (a.id < b.id ? -1 : 1)
