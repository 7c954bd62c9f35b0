import { fits, hasWildcard } from '../lib/glob.ts'
import { alternatives, nearest } from '../lib/suggest.ts'
import { BadValue, choose, list, UnknownName, type Kind, type Told } from './kinds.ts'

/** A list of names and globs. A glob becomes every name that it fits, in the order of the names. */
export const globsOf = <const T extends string>(names: readonly T[], told: Told): Kind<readonly T[]> => {
  const items = list(told.expected ?? alternatives(names))
  return words => {
    const chosen = items(words).flatMap(item =>
      hasWildcard(item) ? fitting(names, item, told) : [choose(names, item, told)],
    )
    return [...new Set(chosen)]
  }
}

/** A list of words and globs. A glob has to fit one of the names, and stays as it is, in lower case. */
export const wordsOrGlobs = (
  words: readonly string[],
  names: readonly string[],
  told: Told,
): Kind<readonly string[]> => {
  const items = list(told.expected ?? alternatives(words))
  return given => {
    const chosen = items(given).map(item => {
      if (!hasWildcard(item)) return choose(words, item, told)
      fitting(names, item, told)
      return plain(item)
    })
    return [...new Set(chosen)]
  }
}

const plain = (word: string): string => word.toLowerCase().replaceAll('_', '-')

function fitting<T extends string>(names: readonly T[], glob: string, told: Told): T[] {
  const found = names.filter(name => fits(plain(glob), name))
  if (found.length > 0) return found
  const typed = plain(glob).replaceAll(/[*?]/g, '')
  const near = nearest(typed, names, { most: 3, as: name => name.slice(0, typed.length) })
  const hint = near.length === 0 ? told.seeAlso : `Did you mean ${alternatives(near)}?`
  const options = hint === undefined ? {} : { hint }
  if (told.noun !== undefined) throw new UnknownName(told.noun, glob, options)
  throw new BadValue(told.expected ?? alternatives(names), glob, options)
}
