import type { AliasesByKey } from '../model/listed-key.ts'
import type { ListedKey } from '../model/listed-key.ts'
import { AuditError } from '../lib/process/exit.ts'
import { quoted } from '../lib/text/quoted.ts'
import { safeText } from '../lib/text/safe-text.ts'
import type { Place } from '../model/place.ts'
import { isNamed, keyName, type KeyName } from './key-name.ts'
import { SeenKeys } from './similar-keys.ts'

/** The names that one option lists, and the keys that they have matched so far. */
export class KeyNames {
  readonly all: readonly KeyName[]
  /** For each name the ids that it has matched, each with its first alias. */
  #matched = new Map<KeyName, Map<string, string | undefined>>()
  #seen = new SeenKeys()

  constructor(texts: readonly string[]) {
    this.all = texts.map(keyName)
  }

  get isEmpty(): boolean {
    return this.all.length === 0
  }

  /** Whether aliases are needed: to match any name except a whole id, or to suggest similar aliases. */
  get needsAliases(): boolean {
    return this.all.some(({ kind }) => kind !== 'id')
  }

  get hasPrefixes(): boolean {
    return this.all.some(({ kind }) => kind === 'prefix')
  }

  /** Whether a name matches the key. Remembers which names match. */
  matches(key: ListedKey, place: Place, aliases: AliasesByKey): boolean {
    if (this.isEmpty) return false
    const names = aliases.get(key.id) ?? []
    this.#seen.add(key.id, names)
    const meant = this.all.filter(name => isNamed(name, key, place, aliases))
    for (const name of meant) {
      const ids = this.#matched.get(name) ?? new Map<string, string | undefined>()
      this.#matched.set(name, ids.set(key.id, names[0]))
    }
    return meant.length > 0
  }

  /** The usage error for a name that matches several ids. Null: no name does, among the keys listed so far. */
  get ambiguous(): AuditError | null {
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
