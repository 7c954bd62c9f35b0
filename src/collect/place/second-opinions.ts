import type { MicroDollars } from '../../model/cost.ts'
import type { ShortLookLimits } from '../../sources/source.ts'

/** What decides how much a key needs a second opinion. */
export interface NeedOfKey {
  id: string
  /** An earlier run, which this one resumes, has already taken the short look. */
  isRemembered: boolean
  /** A selected check depends on it. */
  isNeeded: boolean
  /** In micro-dollars a month. Null: not known. */
  price: MicroDollars | null
}

interface Entry extends NeedOfKey {
  state: 'open' | 'asking' | 'settled'
  /** Whether the key is asked for its last use has been decided. */
  isPlaced: boolean
  /** Set while the key waits for its answer. */
  answer: ((allowed: boolean) => void) | null
  isInFront: boolean
}

/**
 * Distributes the second opinions of one place by need: first keys that a selected check depends on, then the most
 * expensive keys. The choice does not depend on the order of the answers: a key gets one as soon as fewer keys than the
 * limit could still precede it, and none as soon as that many preceding keys want one.
 */
export class SecondOpinions {
  /** Keys in the order of need, once all are known. */
  #order: readonly Entry[] | null = null
  #entries = new Map<string, Entry>()
  /**
   * The first keys in the order that want a second opinion or still may, at most the limit, and how far the order was
   * read for them.
   */
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

  /** Says for the report why a key got no second opinion. */
  get whyNot(): string {
    return this.#limits.whyNot
  }

  /** Adds a key that may want a second opinion. Every added key must later be settled, or ask. */
  join(need: NeedOfKey): void {
    this.#entries.set(need.id, { ...need, state: 'open', isPlaced: false, answer: null, isInFront: false })
    this.#unplaced++
  }

  /** Sets the price of a key, which is known only after the key was added. */
  setPrice(id: string, price: MicroDollars | null): void {
    const entry = this.#entries.get(id)
    if (entry !== undefined) entry.price = price
  }

  /**
   * Says that all keys were added, and returns them by need. `busy` keys, with requests in the last two weeks, come
   * last.
   */
  begin(busy: ReadonlySet<string>): readonly string[] {
    const order = [...this.#entries.values()].toSorted(byNeed(busy))
    this.#order = order
    this.#decide()
    return order.map(({ id }) => id)
  }

  /** Says that the key is asked for its last use, because no quick look has shown that it is in use. */
  queue(id: string): void {
    const entry = this.#entries.get(id)
    if (entry === undefined || entry.isPlaced) return
    this.#place(entry)
    this.#queued++
    this.#decide()
  }

  /** Says that the key needs no second opinion. */
  settle(id: string): void {
    const entry = this.#entries.get(id)
    if (entry?.state !== 'open') return
    entry.state = 'settled'
    this.#decide()
  }

  /** Says that everything about the key is known. */
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

  /**
   * `before` is the number of preceding keys that want a second opinion or still may, `asking` the number of those that
   * do.
   */
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

  /** The limit only grows while keys are queued, so a key that is within it now stays within it. */
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
