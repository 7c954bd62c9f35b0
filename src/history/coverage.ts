import type { GapRecord, KeyRecord, PlaceRecord, Report } from '../model/report/report.ts'
import { placeIdentity } from './key-identity.ts'

/** What it means that a report does not contain a key. */
export type Absence =
  /** The report would contain the key, so the key did not exist. */
  | { kind: 'absent' }
  /** The report does not cover the key. */
  | { kind: 'out-of-scope'; reason: string }
  /** The report was meant to cover the key, but something could not be read. */
  | { kind: 'unknown'; reason: string }

/** What decides whether a report would contain a key. */
type CoveredKey = Pick<KeyRecord, 'account_id' | 'region' | 'key_manager'>

/** Decides for the keys that a report does not contain whether they did not exist. */
export class Coverage {
  readonly #scope: Report['scope']
  readonly #places: ReadonlyMap<string, PlaceRecord>
  readonly #listingGaps: readonly GapRecord[]

  constructor({ scope, gaps }: Pick<Report, 'scope' | 'gaps'>) {
    this.#scope = scope
    this.#places = new Map(scope.places.map(place => [placeIdentity(place), place]))
    this.#listingGaps = gaps.filter(({ operation }) => operation === 'kms:ListKeys')
  }

  hasAccount(account: string): boolean {
    return this.#scope.places.some(({ account_id }) => account_id === account)
  }

  /** @param key as the other report contains it */
  absenceOf(key: CoveredKey): Absence {
    const place = this.#places.get(placeIdentity(key))
    if (place === undefined) return { kind: 'out-of-scope', reason: 'the Region was not audited' }
    if (place.status === 'unreachable') return { kind: 'unknown', reason: `no keys could be listed${this.#why(place)}` }
    const { manager } = this.#scope
    if (key.key_manager === null && manager !== 'all' && this.#scope.keys === undefined)
      return {
        kind: 'unknown',
        reason: `only ${manager} managed keys were audited, and the manager of this key is not known`,
      }
    const selection = this.#selectionWithout(key, place)
    if (selection !== null) return { kind: 'out-of-scope', reason: selection }
    if (this.#gapsOf(place).length > 0)
      return { kind: 'unknown', reason: `not all keys could be listed${this.#why(place)}` }
    return { kind: 'absent' }
  }

  /** Why options may have left out the key. Null: they have not. */
  #selectionWithout({ key_manager }: CoveredKey, { left_out = {} }: PlaceRecord): string | null {
    const scope = this.#scope
    if (scope.only !== undefined) return `saved with --only ${scope.only.join()}`
    if (scope.keys !== undefined) return 'only some keys were selected (--key)'
    if ((left_out.exclude_key ?? 0) > 0) return 'some keys were excluded (--exclude-key)'
    if ((left_out.tag ?? 0) > 0) return 'keys were selected by their tags (--tag)'
    if (scope.manager === 'all' || key_manager?.toLowerCase() === scope.manager) return null
    return scope.manager === 'customer' ? 'AWS managed keys were not audited' : 'customer managed keys were not audited'
  }

  #gapsOf(place: PlaceRecord): readonly GapRecord[] {
    return this.#listingGaps.filter(
      ({ account_id, region }) => account_id === place.account_id && (region === null || region === place.region),
    )
  }

  #why(place: PlaceRecord): string {
    const [gap] = this.#gapsOf(place)
    return gap === undefined ? '' : ` (kms:ListKeys ${gap.reason.replace('_', ' ')})`
  }
}
