import type { AliasesByKey } from '../model/listed-key.ts'
import type { ListedKey } from '../model/listed-key.ts'
import { AuditError } from '../lib/process/exit.ts'
import { quoted } from '../lib/text/quoted.ts'
import { safeText } from '../lib/text/safe-text.ts'
import type { Place } from '../model/place.ts'
import { isNamed, keyName, type KeyName, operandName } from './key-name.ts'
import { SeenKeys } from './similar-keys.ts'

/** The names that one option lists, and the keys that they have matched so far. */
export class KeyNames {
  readonly all: readonly KeyName[]
  /** For each name the ids that it has matched, each with its first alias. */
  #matched = new Map<KeyName, Map<string, string | undefined>>()
  #arns: string[] = []
  #seen = new SeenKeys()
  /** The name must match one key of all places. */
  readonly isOne: boolean

  constructor(texts: readonly string[], isOne = false) {
    this.isOne = isOne
    this.all = texts.map(isOne ? operandName : keyName)
  }

  get isEmpty(): boolean {
    return this.all.length === 0
  }

  /** Whether aliases are needed: to match any name except a whole id, or to suggest similar aliases. */
  get needsAliases(): boolean {
    return this.all.some(({ kind }) => kind !== 'id')
  }

  get hasPrefixes(): boolean {
    return this.isOne || this.all.some(({ kind }) => kind === 'prefix')
  }

  /** Whether a name matches the key. Remembers which names match. */
  matches(key: ListedKey, place: Place, aliases: AliasesByKey): boolean {
    if (this.isEmpty) return false
    const names = aliases.get(key.id) ?? []
    this.#seen.add(key.id, names)
    const meant = this.all.filter(name => isNamed(name, key, place, aliases))
    for (const name of meant) {
      const ids = this.#matched.get(name) ?? new Map<string, string | undefined>()
      this.#matched.set(name, ids.set(this.isOne ? `${place.account} ${place.region} ${key.id}` : key.id, names[0]))
      if (this.isOne) this.#arns.push(key.arn)
    }
    return meant.length > 0
  }

  /** The usage error for a name that matches several ids. Null: no name does, among the keys listed so far. */
  get ambiguous(): AuditError | null {
    if (this.isOne) return this.#severalKeys()
    const name = this.all.find(each => each.kind === 'prefix' && (this.#matched.get(each)?.size ?? 0) > 1)
    if (name === undefined) return null
    const ids = [...(this.#matched.get(name) ?? [])].toSorted(([a], [b]) => (a < b ? -1 : 1))
    const shown = ids
      .slice(0, MOST_NAMED)
      .map(([id, alias]) => (alias === undefined ? id : `${id} (${safeText(alias)})`))
    const more = ids.length > MOST_NAMED ? ` and ${ids.length - MOST_NAMED} more` : ''
    return new AuditError(
      'usage',
      `${quoted(name.text)} is the beginning of ${ids.length} key ids: ${shown.join(', ')}${more}.`,
      { hint: 'Give more characters of the id.' },
    )
  }

  #severalKeys(): AuditError | null {
    const arns = [...new Set(this.#arns)].toSorted()
    const [name] = this.all
    if (name === undefined || arns.length < 2) return null
    const more = arns.length > MOST_NAMED ? ` and ${arns.length - MOST_NAMED} more` : ''
    const shown = `${arns.slice(0, MOST_NAMED).map(safeText).join(', ')}${more}`
    return new AuditError('usage', `${quoted(name.text)} matches ${arns.length} keys: ${shown}.`, {
      hint: 'Give the ARN of one of them, or its Region with -r.',
    })
  }

  /** The names that matched no key. */
  get missing(): KeyName[] {
    return this.all.filter(name => !this.#matched.has(name))
  }

  /** `Did you mean alias/orders?` Null: no id or alias is similar. */
  suggestion(): string | null {
    return this.#seen.suggestion(this.missing)
  }
}

/** How many ids an error names. */
const MOST_NAMED = 5

/** `'alias/a', '5f98'` */
export const textOf = (names: readonly KeyName[]): string => names.map(({ text }) => quoted(text)).join(', ')
