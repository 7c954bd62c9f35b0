import { DOLLAR, type MicroDollars } from '../../model/cost.ts'
import { BadValue, list, listOf, offering, type Kind } from './kind.ts'
import { closestWord, didYouMean } from '../../lib/text/suggest.ts'

/** Ids of sources. `auto` and `none` cannot be combined with others. Without a source, keys are only listed. */
export const sourceList = (ids: readonly string[]): Kind<'auto' | readonly string[]> => {
  const all = ['auto', 'none', ...ids]
  const sources = listOf(all)
  return offering({ of: all, isList: true }, words => {
    const chosen = sources(words)
    const alone = chosen.find(word => word === 'auto' || word === 'none')
    if (alone !== undefined && chosen.length > 1) throw new BadValue(`${alone} or a list of sources`, chosen.join())
    if (alone === 'auto') return 'auto'
    return alone === 'none' ? [] : chosen
  })
}

/**
 * `GetKeyLastUsage=50`, with or without the service, in upper or lower case. Returns operations in their own spelling.
 */
export const rateList = (operations: readonly string[]): Kind<Readonly<Record<string, number>>> => {
  const pairs = list(RATE)
  return offering({ of: operations.map(bare), isList: true, suffix: 'number' }, words =>
    Object.fromEntries(pairs(words).map(pair => rate(operations, pair))),
  )
}

/** An amount of US dollars, as whole millionths of a dollar. */
export const dollars: Kind<MicroDollars> = words => {
  const word = words.at(-1)?.trim() ?? ''
  const [, whole, fraction = ''] = /^(\d{1,6})(?:\.(\d{1,6}))?$/.exec(word) ?? []
  if (whole === undefined) throw new BadValue('US dollars such as 1 or 0.85', word)
  return Number(whole) * DOLLAR + Number(fraction.padEnd(6, '0'))
}

/** The path of an output file. Null: stdout. */
export const filePath: Kind<string | null> = offering({ of: 'files' }, words => {
  const path = words.at(-1) ?? ''
  if (path === '') throw new BadValue('a file, or - for stdout', path)
  return STDOUT.includes(path) ? null : path
})

/** Paths of the program's own stdout. Opening one again can fail (sockets) or overwrite the file behind `>>`. */
export const STDOUT = ['-', '/dev/stdout', '/dev/fd/1', '/proc/self/fd/1']

const RATE = 'calls per second by operation, such as GetKeyLastUsage=50'
const MOST = 10_000

function rate(operations: readonly string[], pair: string): [operation: string, perSecond: number] {
  const [, name, number] = /^([\w:]+)\s*=\s*(\d+(?:\.\d+)?)$/.exec(pair) ?? []
  if (name === undefined) throw new BadValue(RATE, pair)
  const operation = operations.find(one => sameOperation(one, name))
  if (operation === undefined)
    throw new BadValue(`one of the operations ${operations.map(bare).join(', ')}`, name, meant())
  const perSecond = Number(number)
  if (perSecond > 0 && perSecond <= MOST) return [operation, perSecond]
  throw new BadValue(`more than 0 and at most ${MOST} calls per second`, pair)

  function meant() {
    return didYouMean(closestWord(bare(name ?? ''), operations.map(bare)))
  }
}

const sameOperation = (operation: string, name: string): boolean =>
  [operation, bare(operation)].some(one => one.toLowerCase() === name.toLowerCase())

/** `kms:GetKeyLastUsage` → `GetKeyLastUsage` */
const bare = (operation: string): string => operation.slice(operation.indexOf(':') + 1)
