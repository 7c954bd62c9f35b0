import { type Framework, frameworks } from '../../checks/frameworks.ts'
import { hasWildcard, matchesGlob } from '../../lib/text/glob.ts'
import { closestWord, didYouMean } from '../../lib/text/suggest.ts'
import { list, offering, UnknownName, type Kind } from './kind.ts'

const ids = frameworks.map(({ id }) => id)

/** Ids of frameworks, each once, in the order of their table. A glob of ids stands for all that it matches. */
export const frameworkList: Kind<readonly string[]> = offering({ of: ids, isList: true }, words => {
  const chosen = new Set(list('ids of frameworks and globs of them')(words).flatMap(frameworksFor))
  return ids.filter(id => chosen.has(id))
})

/** Returns the text of `--compliance help`: the frameworks, with their names. */
export const frameworksHelp = (): string => frameworks.map(({ id, name }) => `${id.padEnd(16)}${name}\n`).join('')

/** Later versions first, so that they are suggested for a version that does not exist. */
const names = frameworks.toReversed().flatMap(({ id, also }: Framework) => [id, ...also])

function frameworksFor(word: string): string[] {
  const typed = plainName(word)
  const found = hasWildcard(typed)
    ? ids.filter(id => matchesGlob(typed, id))
    : frameworks.filter(one => [one.id, ...one.also, plainName(one.name)].includes(typed)).map(({ id }) => id)
  if (found.length > 0) return found
  const near = closestWord(typed, names)
  throw new UnknownName('framework', word, near === undefined ? { hint: SEE_FRAMEWORKS } : didYouMean(idOf(near)))
}

const SEE_FRAMEWORKS = 'kms-audit --compliance help lists the frameworks.'

const idOf = (name: string): string => frameworks.find(({ also }) => also.includes(name))?.id ?? name

/** `CIS_v7.0_AWS` is `cis-7.0`. */
const plainName = (word: string): string =>
  word
    .toLowerCase()
    .replace(/[\s_]+/g, '-')
    .replace(/(?<=-)v(?=\d)/, '')
    .replace(/-aws$/, '')
