import type { ListedKey } from '../aws/list-keys.ts'
import type { AliasesByKey } from '../aws/list-aliases.ts'
import { AuditError } from '../lib/exit.ts'
import { alternatives, quoted } from '../lib/suggest.ts'
import { safeText } from '../lib/text.ts'
import type { Gap } from '../model/gap.ts'
import type { Place } from '../model/place.ts'
import { isNamed, keyName, type KeyName } from './key-name.ts'
import { SeenKeys } from './similar-keys.ts'

/** The keys that a list of names means: ids or their first characters, ARNs, aliases, and globs of aliases. */
export class KeyFilter {
  #names: readonly KeyName[]
  /** Of each name the ids that it has met, with an alias to tell them by. */
  #met = new Map<KeyName, Map<string, string | undefined>>()
  #seen = new SeenKeys()

  constructor(texts: readonly string[]) {
    this.#names = texts.map(keyName)
  }

  /** No key was named: all are wanted. */
  get isOpen(): boolean {
    return this.#names.length === 0
  }

  /** For all but whole ids: aliases decide, or are what to suggest. */
  get needsAliases(): boolean {
    return this.#names.some(({ kind }) => kind !== 'id')
  }

  /** Whether a name must fit one id only, so that every list has to be read before any key is audited. */
  get hasPrefixes(): boolean {
    return this.#names.some(({ kind }) => kind === 'prefix')
  }

  /** The Regions that the ARNs name. */
  get regions(): string[] {
    return [...new Set(this.#names.flatMap(({ place }) => place?.region ?? []))]
  }

  /** Whether every named key can be in this place's Region by an ARN alone: then no other needs to be asked. */
  get onlyArns(): boolean {
    return this.#names.length > 0 && this.#names.every(({ place }) => place !== null)
  }

  wants(key: ListedKey, place: Place, aliases: AliasesByKey): boolean {
    if (this.isOpen) return true
    const names = aliases.get(key.id) ?? []
    this.#seen.add(key.id, names)
    const meant = this.#names.filter(name => isNamed(name, key, place, aliases))
    for (const name of meant) {
      const ids = this.#met.get(name) ?? new Map<string, string | undefined>()
      this.#met.set(name, ids.set(key.id, names[0]))
    }
    return meant.length > 0
  }

  /** Wrong usage: an ARN of an account that is not audited. */
  requireAccounts(accounts: ReadonlySet<string>, hint?: string): void {
    for (const { place, text } of this.#names) {
      if (place === null || accounts.has(place.account)) continue
      throw new AuditError(
        'usage',
        `${text} belongs to account ${place.account}, not to ${[...accounts].join(', ')}.`,
        {
          hint: hint ?? `Use credentials of ${place.account} (--profile).`,
        },
      )
    }
  }

  /** A name that fits several ids. Null: none does, as far as keys have been listed. */
  get ambiguous(): AuditError | null {
    const name = this.#names.find(each => each.kind === 'prefix' && (this.#met.get(each)?.size ?? 0) > 1)
    if (name === undefined) return null
    const ids = [...(this.#met.get(name) ?? [])].toSorted(([a], [b]) => (a < b ? -1 : 1))
    const shown = ids.slice(0, MOST).map(([id, alias]) => (alias === undefined ? id : `${id} (${safeText(alias)})`))
    const more = ids.length > MOST ? ` and ${ids.length - MOST} more` : ''
    return new AuditError(
      'usage',
      `${quoted(name.text)} is the beginning of ${ids.length} key ids: ${shown.join(', ')}${more}.`,
      { hint: 'Give more characters of the id.' },
    )
  }

  /**
   * Throws for a name that fits several ids or none. Where a list could not be read, a name that was not met may be in
   * it: that is an error only if no other name was met; else the answer is a line for people. Null: nothing to say.
   */
  requireMatches(places: readonly string[], gaps: readonly Gap[] = []): string | null {
    if (this.ambiguous !== null) throw this.ambiguous
    const missing = this.#names.filter(name => !this.#met.has(name))
    if (missing.length === 0) return null
    const regions = [...new Set(places)].join(', ')
    const unread = gaps.find(({ operation, reason }) => this.#hides(missing, operation) || reason === 'expired')
    if (unread !== undefined) {
      const why = `${unread.operation} ${unread.reason.replace('_', ' ')}: ${unread.message}`
      const line = `Cannot determine whether ${textOf(missing)} is in ${regions}: ${why}.`
      if (this.#met.size === 0) throw new AuditError('failed', line)
      return line
    }
    throw new AuditError('usage', `No key in ${regions} matches ${textOf(missing)}.`, {
      hint: this.#seen.suggestion(missing) ?? FORMS,
    })
  }

  /** Without these answers a named key may be there all the same. */
  #hides = (missing: readonly KeyName[], operation: string): boolean =>
    operation === 'kms:ListKeys' ||
    (operation === 'kms:ListAliases' && missing.some(({ kind }) => kind === 'alias' || kind === 'glob'))
}

/** Ids that an error names. */
const MOST = 5

const FORMS = `--key takes ${alternatives([
  'key ids and their first characters',
  'key ARNs',
  'aliases such as alias/orders',
  "globs such as 'alias/prod/*'",
])}; -r chooses the Regions.`

const textOf = (names: readonly KeyName[]): string => names.map(({ text }) => quoted(text)).join(', ')
