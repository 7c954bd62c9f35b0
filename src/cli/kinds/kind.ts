import { closestWord, didYouMean } from '../../lib/text/suggest.ts'
import { quoted } from '../../lib/text/quoted.ts'
import { joinWithOr } from '../../lib/text/lists.ts'

/**
 * Turns the words of an option into its value. There is at least one word, and the words are in the typed order. For an
 * option with a single value, the last word counts. Throws a `BadValue` that says what is valid.
 */
export interface Kind<T> {
  (words: readonly string[]): T
  /** What a shell offers for it. Left out: anything can be typed. */
  values?: Values
  /** Of a number: what is valid. */
  range?: { min: number; max: number }
}

/** The values that a shell offers for an option. */
export interface Values {
  /** The words, or what the shell finds when the user asks. */
  of: readonly string[] | 'regions' | 'profiles' | 'files'
  /** Several can be typed, with commas. */
  isList?: true
  /** What follows a word: `=` and the path of a file, or `=` and a number. */
  suffix?: 'file' | 'number'
  /** No other words are valid. */
  isComplete?: true
}

/** The same kind, for which a shell offers these values. */
export const offering = <T>(values: Values, kind: Kind<T>): Kind<T> =>
  Object.assign((words: readonly string[]) => kind(words), { values })

/** The error `--option takes <expected>, not '<word>'.`, followed by the hint `Did you mean …?`. */
export class BadValue extends Error {
  readonly expected: string
  readonly word: string
  readonly hint: string | undefined

  constructor(expected: string, word: string, { hint }: { hint?: string } = {}) {
    super(expected)
    this.expected = expected
    this.word = word
    this.hint = hint
  }

  /** Returns the sentence about an option or an environment variable with this spelling. */
  messageFor(spelling: string): string {
    return `${spelling} takes ${this.expected}, not ${quoted(this.word)}.`
  }
}

/** The error `Unknown <noun> '<word>'.`, followed by the hint. For choices that are too many to list. */
export class UnknownName extends BadValue {
  override messageFor(spelling: string): string {
    const what = `${this.expected} ${quoted(this.word)}.`
    // A typed option is in front of the user. A variable must be named.
    return spelling.startsWith('-') ? `Unknown ${what}` : `${spelling}: unknown ${what}`
  }
}

/** A switch. The command line can only turn it on; the environment can also turn it off. */
export const flag: Kind<boolean> = words => {
  const word = last(words)
  if (/^(1|true|yes|on)$/i.test(word)) return true
  if (/^(0|false|no|off)$/i.test(word)) return false
  throw new BadValue('1, true or yes, or 0, false or no', word)
}

export const wholeNumber = ({ min, max }: { min: number; max: number }): Kind<number> => {
  const kind = (words: readonly string[]): number => {
    const word = last(words)
    const value = /^\d+$/.test(word) ? Number(word) : Number.NaN
    if (value >= min && value <= max) return value
    throw new BadValue(`a whole number from ${min} to ${max}`, word)
  }
  return Object.assign(kind, { range: { min, max } })
}

export const choice = <const T extends string>(choices: readonly T[]): Kind<T> =>
  offering({ of: choices, isComplete: true }, words => choose(choices, last(words)))

/** A list, separated by commas or made by repeating the option. Each item counts once. */
export const list =
  (expected: string): Kind<readonly string[]> =>
  words => {
    const items = words.flatMap(word => word.split(',')).map(item => item.trim())
    const unique = [...new Set(items.filter(item => item !== ''))]
    if (unique.length === 0) throw new BadValue(expected, last(words))
    return unique
  }

export const listOf = <const T extends string>(choices: readonly T[], wording: Wording = {}): Kind<readonly T[]> => {
  const items = list(wording.expected ?? joinWithOr(choices))
  return offering({ of: choices, isList: true, isComplete: true }, words => [
    ...new Set(items(words).map(item => choose(choices, item, wording))),
  ])
}

/** What an error says about choices that are too many to list. */
export interface Wording {
  /** The choices in words: `ids of checks`. */
  expected?: string
  /** One choice in words, if all are of one kind: `check`. */
  noun?: string
  /** The hint when no choice is similar to the word. */
  seeAlso?: string
}

/**
 * Returns the choice that a word means, in upper or lower case, with `_` or `-`. Throws a `BadValue` that suggests the
 * nearest choice.
 */
export function choose<T extends string>(
  choices: readonly T[],
  word: string,
  { expected, noun, seeAlso }: Wording = {},
): T {
  const plain = word.toLowerCase()
  const chosen = choices.find(one => hyphenated(one) === hyphenated(plain))
  if (chosen !== undefined) return chosen
  const hint = { ...(seeAlso === undefined ? {} : { hint: seeAlso }), ...didYouMean(closestWord(plain, choices)) }
  if (noun !== undefined) throw new UnknownName(noun, word, hint)
  throw new BadValue(expected ?? joinWithOr(choices), word, hint)
}

/** Users may type `in-use` or `in_use`, `security_hub` or `security-hub`. */
const hyphenated = (word: string): string => word.replaceAll('_', '-')

/** A list of items that all match a pattern. */
export const listLike =
  (expected: string, form: RegExp): Kind<readonly string[]> =>
  words => {
    const items = list(expected)(words)
    const wrong = items.find(item => !form.test(item))
    if (wrong !== undefined) throw new BadValue(expected, wrong)
    return items
  }

export const textLike =
  (expected: string, form: RegExp): Kind<string> =>
  words => {
    const word = last(words)
    if (form.test(word)) return word
    throw new BadValue(expected, word)
  }

const UNITS: Readonly<Record<string, number>> = { s: 1000, m: 60_000, h: 3_600_000, d: 86_400_000 }

/** Milliseconds, from `90s`, `20m`, `1h30m` or `12h`. */
export const duration: Kind<number> = words => {
  const word = last(words).toLowerCase()
  const parts = [...word.matchAll(/(\d+)([smhd])/g)]
  const total = parts.reduce((sum, [, count, unit]) => sum + Number(count) * (UNITS[unit ?? ''] ?? 0), 0)
  if (total > 0 && parts.map(([part]) => part).join('') === word) return total
  throw new BadValue('a time such as 90s, 20m or 2h', last(words))
}

export const path: Kind<string> = offering({ of: 'files' }, words => {
  const name = words.at(-1) ?? ''
  if (name.trim() === '') throw new BadValue('the path of a file', name)
  return name
})

export const directory: Kind<string> = offering({ of: 'files' }, words => {
  const name = words.at(-1) ?? ''
  if (name.trim() === '') throw new BadValue('the path of a directory', name)
  return name
})

/** Each word is one directory, because the name of a directory can contain a comma. */
export const directories: Kind<readonly string[]> = offering({ of: 'files' }, words => [
  ...new Set(words.map(word => directory([word]))),
])

const last = (words: readonly string[]): string => words.at(-1)?.trim() ?? ''
