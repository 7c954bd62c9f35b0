import type { KeyRecord } from '../../model/report/report.ts'
import type { SilentKey } from '../../model/history/report-trend.ts'
import { type LastUse, NO_LAST_USE, silentFields } from './last-use.ts'
import { type KeyState, STATE, type TrendKey } from './snapshot.ts'

/** What a month says about a key: a state, that it is gone, or nothing. */
export type Observed = Exclude<KeyState, 0> | 'gone' | 'not-covered'

export interface KeyFacts {
  /** Dollars a month. NaN: not known. */
  price: number
  lastUse: LastUse
}

/** Follows one key through the months: when it fell silent, and what its deletion saved. */
export class KeyHistory {
  readonly episodes: SilentKey[] = []
  readonly #key: TrendKey
  #previous: Observed | null = null
  /** Dollars a month while the key was last seen unused. NaN: not known. */
  #price = Number.NaN
  #silent: SilentKey | null = null
  #saved = 0

  constructor(key: TrendKey) {
    this.#key = key
  }

  /** Takes the next month. Returns the savings realized in it; negative if a deletion was canceled. */
  observe(month: string, observed: Observed, facts: KeyFacts): { isNewlyUnused: boolean; saved: number } {
    const wasUsed = this.#previous === STATE.notUnused
    const isNewlyUnused = observed === STATE.unused && this.#silent === null && wasUsed
    if (observed === STATE.unused) this.#fallSilent(month, facts, !wasUsed)
    const saved = this.#savingsOf(observed)
    const outcome = OUTCOMES[observed]
    if (outcome !== undefined) this.#end(month, outcome)
    // A month that says nothing does not make the state of the month before older.
    if (observed !== 'not-covered') this.#previous = observed
    else if (this.#previous === STATE.notUnused) this.#previous = STATE.unknown
    return { isNewlyUnused, saved }
  }

  #fallSilent(month: string, { price, lastUse }: KeyFacts, isEarlierPossible: boolean): void {
    this.#price = price
    this.#silent ??= this.#episode(month, isEarlierPossible)
    // A later report can know the last use better.
    if (!Number.isNaN(lastUse.at)) Object.assign(this.#silent, silentFields(lastUse, this.#silent.unused_since))
    this.#silent.monthly_cost = Number.isNaN(price) ? null : price
  }

  #episode(month: string, isEarlierPossible: boolean): SilentKey {
    const { account_id, region, key_id, alias } = this.#key
    const key: Pick<KeyRecord, 'account_id' | 'region' | 'key_id'> = { account_id, region, key_id }
    const episode: SilentKey = {
      ...key,
      alias,
      ...silentFields(NO_LAST_USE, month),
      unused_since: month,
      is_earlier_possible: isEarlierPossible,
      outcome: 'unused',
      until: null,
      monthly_cost: null,
    }
    this.episodes.push(episode)
    return episode
  }

  #end(month: string, outcome: Exclude<SilentKey['outcome'], 'unused'>): void {
    if (this.#silent === null) return
    this.#silent.outcome = outcome
    this.#silent.until = month
    this.#silent = null
  }

  /** A deletion saves the price of a key that was unused and billed. Canceling the deletion takes it back. */
  #savingsOf(observed: Observed): number {
    const isDeleted = observed === 'gone' || observed === STATE.pendingDeletion
    if (isDeleted && this.#silent !== null && this.#saved === 0) {
      this.#saved = Number.isNaN(this.#price) ? 0 : this.#price
      return this.#saved
    }
    const isBack = observed === STATE.unused || observed === STATE.notUnused || observed === STATE.unknown
    if (!isBack || this.#saved === 0) return 0
    const lost = this.#saved
    this.#saved = 0
    return -lost
  }
}

const OUTCOMES: Readonly<Partial<Record<Observed, Exclude<SilentKey['outcome'], 'unused'>>>> = {
  [STATE.notUnused]: 'used_again',
  [STATE.pendingDeletion]: 'pending_deletion',
  gone: 'gone',
}
