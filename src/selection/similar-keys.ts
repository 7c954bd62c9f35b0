import { similarWords } from '../lib/text/suggest.ts'
import { joinWithOr } from '../lib/text/lists.ts'
import { safeText } from '../lib/text/safe-text.ts'
import type { KeyName } from './key-name.ts'

/** The ids and aliases that a run has seen, for suggestions. */
export class SeenKeys {
  #ids: string[] = []
  #aliases: string[] = []

  add(id: string, aliases: readonly string[]): void {
    this.#ids.push(id)
    this.#aliases.push(...aliases)
  }

  /** `Did you mean alias/orders or alias/orders-old?` Null: no id or alias is similar. */
  suggestion(names: readonly KeyName[]): string | null {
    const similar = [...new Set(names.flatMap(name => this.#similar(name)))].slice(0, MOST_SUGGESTED)
    return similar.length === 0 ? null : `Did you mean ${safeText(joinWithOr(similar))}?`
  }

  #similar({ kind, value }: KeyName): string[] {
    const word = value.replace(/^alias\//, '').replaceAll(/[*?]/g, '')
    const aliases = similarWords(word, this.#aliases, {
      most: MOST_SUGGESTED,
      as: alias => alias.replace(/^alias\//, ''),
    })
    if (kind === 'alias' || kind === 'glob') return aliases
    const ids = similarWords(word, this.#ids, { most: MOST_SUGGESTED, as: id => id.slice(0, word.length) })
    return [...ids, ...aliases].slice(0, MOST_SUGGESTED)
  }
}

const MOST_SUGGESTED = 3
