import { matchesGlob, hasWildcard } from '../../lib/text/glob.ts'
import { similarWords } from '../../lib/text/suggest.ts'
import { joinWithOr } from '../../lib/text/lists.ts'
import { BadValue, choose, list, offering, UnknownName, type Kind, type Wording } from './kind.ts'

/** A list of names and globs. A glob becomes all names that match it, in the order of `names`. */
export const globsOf = <const T extends string>(names: readonly T[], wording: Wording): Kind<readonly T[]> => {
  const items = list(wording.expected ?? joinWithOr(names))
  return offering({ of: names, isList: true }, words => {
    const chosen = items(words).flatMap(item =>
      hasWildcard(item) ? fitting(names, item, wording) : [choose(names, item, wording)],
    )
    return [...new Set(chosen)]
  })
}

/** A list of words and globs. A glob must match at least one of the names. It is kept, in lower case. */
export const wordsOrGlobs = (
  words: readonly string[],
  names: readonly string[],
  wording: Wording,
): Kind<readonly string[]> => {
  const items = list(wording.expected ?? joinWithOr(words))
  return offering({ of: words, isList: true }, typed => {
    const chosen = items(typed).map(item => {
      if (!hasWildcard(item)) return choose(words, item, wording)
      fitting(names, item, wording)
      return plain(item)
    })
    return [...new Set(chosen)]
  })
}

const plain = (word: string): string => word.toLowerCase().replaceAll('_', '-')

function fitting<T extends string>(names: readonly T[], glob: string, wording: Wording): T[] {
  const found = names.filter(name => matchesGlob(plain(glob), name))
  if (found.length > 0) return found
  const typed = plain(glob).replaceAll(/[*?]/g, '')
  const near = similarWords(typed, names, { most: 3, as: name => name.slice(0, typed.length) })
  const hint = near.length === 0 ? wording.seeAlso : `Did you mean ${joinWithOr(near)}?`
  const options = hint === undefined ? {} : { hint }
  if (wording.noun !== undefined) throw new UnknownName(wording.noun, glob, options)
  throw new BadValue(wording.expected ?? joinWithOr(names), glob, options)
}
