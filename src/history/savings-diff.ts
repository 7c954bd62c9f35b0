import type { KeyRecord } from '../model/report/report.ts'
import { isPendingDeletion } from '../model/key.ts'
import { isKnownNotUnused, isUnused } from '../model/report/unused.ts'
import { arePricesComparable } from './price-basis.ts'
import type { DiffSavings } from '../model/history/report-diff.ts'

/** Adds up what the keys of both reports cost, and what was and could be saved. */
export class SavingsDiff {
  #old = new Amount()
  #new = new Amount()
  #realized = new Amount()
  #potential = new Amount()
  #isLowerBound = false
  #notCompared = 0

  /** @param old null: a new key @param now null: the key is gone */
  add(old: KeyRecord | null, now: KeyRecord | null): void {
    this.#addCost(old, now)
    for (const key of [old, now])
      if (key?.cost.key === null || (key?.cost.basis === 'base' && key.cost.key !== 0)) this.#isLowerBound = true
    if (old !== null && isRealized(old, now)) this.#realized.add(old.cost.key)
    if (now !== null && isUnused(now) && (old === null || isKnownNotUnused(old))) this.#potential.add(now.cost.key)
  }

  /** A key of which only one report counted the rotations would look like a change. */
  #addCost(old: KeyRecord | null, now: KeyRecord | null): void {
    if (old !== null && now !== null && !arePricesComparable(old, now)) {
      this.#notCompared += 1
      return
    }
    if (old !== null) this.#old.add(old.cost.key)
    if (now !== null) this.#new.add(now.cost.key)
  }

  toRecord(): DiffSavings {
    return {
      currency: 'USD',
      old_monthly_cost: this.#old.known,
      new_monthly_cost: this.#new.known,
      cost_not_compared_keys: this.#notCompared,
      realized_monthly: this.#realized.dollars,
      realized_keys: this.#realized.keys,
      new_potential_monthly: this.#potential.dollars,
      new_potential_keys: this.#potential.keys,
      is_lower_bound: this.#isLowerBound,
    }
  }
}

/** Whether a key that was unused and billed is now gone, or pending deletion, which AWS does not bill. */
export const isRealized = (old: KeyRecord, now: KeyRecord | null): boolean =>
  isUnused(old) && old.cost.key !== 0 && (now === null || (now.key_state !== null && isPendingDeletion(now.key_state)))

/** A sum of dollars in integer millionths, so that it stays exact. */
class Amount {
  #micro = 0
  #hasPrice = false
  keys = 0

  add(dollars: number | null): void {
    this.keys += 1
    if (dollars === null) return
    this.#micro += Math.round(dollars * 1_000_000)
    this.#hasPrice = true
  }

  get dollars(): number {
    return this.#micro / 1_000_000
  }

  /** Null: there are keys, and the price of none of them is known. */
  get known(): number | null {
    return this.#hasPrice || this.keys === 0 ? this.dollars : null
  }
}
