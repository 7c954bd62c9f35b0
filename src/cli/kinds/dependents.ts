import { namedAggregator } from '../../model/options/aggregator-name.ts'
import type { AggregatorName, DependentsOptions } from '../../model/options/options.ts'
import { globsOf } from './glob.ts'
import { BadValue, list, offering, type Kind } from './kind.ts'

/** Without a value, `--dependents` asks for the types whose lists contain the keys. `true` is that value in a variable. */
const LISTED = /^(1|true|yes|on|listed)$/i
const OFF = /^(0|false|no|off)$/i
const ALL = /^all$/i

const WORDING = {
  expected: 'all, or ids of types and globs of them',
  noun: 'type of resources',
  seeAlso: 'See the list of types in the guide: .github/guide/dependents.md.',
}

/** Which types of resources are searched: `true`, `all`, or ids and globs of ids. */
export function dependentTypes(ids: readonly string[]): Kind<Omit<DependentsOptions, 'aggregator'> | null> {
  const typeIds = globsOf(ids, WORDING)
  const items = list(WORDING.expected)
  return offering({ of: ['all', ...ids], isList: true }, words => {
    const typed = items(words)
    if (typed.every(word => OFF.test(word))) return null
    const named = typed.filter(word => !LISTED.test(word) && !ALL.test(word))
    const others = typed.some(word => ALL.test(word)) ? 'all' : named.length < typed.length ? 'listed' : 'none'
    return { named: named.length === 0 ? [] : typeIds(named), others }
  })
}

/** `config:NAME` or `config:NAME@REGION`: the name of an aggregator, and its Region. */
export const configAggregator: Kind<AggregatorName> = words => {
  const word = words.at(-1)?.trim() ?? ''
  const named = namedAggregator(word)
  if (named === null) throw new BadValue('config: and the name of an aggregator, such as config:org@eu-west-1', word)
  return named
}
