import { matchesGlob } from '../lib/text/glob.ts'
import { similarWords } from '../lib/text/suggest.ts'
import { joinWithOr } from '../lib/text/lists.ts'
import { safeText } from '../lib/text/safe-text.ts'
import type { TagRecord } from '../model/report/report.ts'
import { PlaceCounts, type AccountRegion } from './place-counts.ts'

/**
 * The tags that `--tag` asks for. `k=v` is the tag k with this value, in which `*` and `?` are wildcards; `k` alone is
 * the tag with any value. A KMS key must have every tag key, with one of the values given for it.
 */
export class TagFilter {
  readonly words: readonly string[]
  /** The values that fit, by tag key. */
  #wanted = new Map<string, string[]>()
  #seen = new Set<string>()
  /** Counts of the keys left out, including keys whose tags could not be read. */
  readonly leftOut = new PlaceCounts()
  #read = 0
  #chosen = 0

  constructor(words: readonly string[]) {
    this.words = words
    for (const word of words) {
      const [key, value] = parts(word)
      this.#wanted.set(key, [...(this.#wanted.get(key) ?? []), value])
    }
  }

  /** Whether no tag is requested, so that every key is wanted. */
  get isOpen(): boolean {
    return this.words.length === 0
  }

  /**
   * Whether a key with these tags is wanted. Null: the tags of the key could not be read. Call it once for each key.
   */
  wants(tags: readonly TagRecord[] | null, place: AccountRegion): boolean {
    if (this.isOpen) return true
    if (tags !== null) this.#read++
    const isWanted = tags !== null && this.#fits(tags)
    if (isWanted) this.#chosen++
    else this.leftOut.add(place)
    return isWanted
  }

  /** The note that no key has the tags of `--tag`, if any tags were read. Null: some key has them. */
  get noMatchText(): string | null {
    if (this.isOpen || this.#chosen > 0 || this.#read === 0) return null
    const meant = [...new Set(this.words.flatMap(word => this.#similar(word)))].slice(0, MOST_MEANT)
    const hint = meant.length === 0 ? '' : ` Did you mean ${joinWithOr(meant)}?`
    return safeText(`No key has the tags of --tag ${this.words.join(',')}.${hint}`)
  }

  #fits(tags: readonly TagRecord[]): boolean {
    const values = new Map(tags.map(({ TagKey, TagValue }) => [TagKey, TagValue]))
    for (const [key, value] of values) if (this.#seen.size < MOST_SEEN) this.#seen.add(`${key}=${value}`)
    return [...this.#wanted].every(([key, patterns]) => {
      const value = values.get(key)
      return value !== undefined && patterns.some(pattern => matchesGlob(pattern, value))
    })
  }

  /** Returns tags similar to this one, or similar tag keys if no value was requested. */
  #similar(word: string): string[] {
    const seen = [...this.#seen]
    const candidates = word.includes('=') ? seen : seen.map(tag => parts(tag)[0])
    return candidates.includes(word) ? [] : similarWords(word, candidates, { most: MOST_MEANT, as: tag => tag })
  }
}

/** How many tags are kept for suggestions. */
const MOST_SEEN = 1000
const MOST_MEANT = 3

/** Splits `k=v` at the first `=`; `k` alone means any value. */
function parts(word: string): [key: string, value: string] {
  const at = word.indexOf('=')
  return at < 0 ? [word, '*'] : [word.slice(0, at), word.slice(at + 1)]
}
