import { matchesGlob, hasWildcard } from '../lib/text/glob.ts'

export { matchesGlob, hasWildcard }

/** As ArnLike and ArnEquals compare: each of the six parts by itself, and a lone `*` with all. */
export function fitsArn(pattern: string, arn: string): boolean {
  if (pattern === '*') return true
  const [of, given] = [partsOf(pattern), partsOf(arn)]
  return of.length === given.length && of.every((part, at) => matchesGlob(part, given[at] ?? ''))
}

/** The last one may hold colons. */
function partsOf(arn: string): string[] {
  const parts = arn.split(':')
  return [...parts.slice(0, 5), ...(parts.length > 5 ? [parts.slice(5).join(':')] : [])]
}

/** Neither a wildcard nor a policy variable: it stands for itself alone. */
export const isFixed = (text: string): boolean => !hasWildcard(text) && !text.includes('${')
