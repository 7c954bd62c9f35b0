/** Whether the whole text fits the pattern: `*` is any run of characters, `?` any one. In time of their product at worst. */
export function fits(pattern: string, text: string): boolean {
  if (pattern === '*') return true
  let p = 0
  let star = -1
  let resume = 0
  for (let t = 0; t < text.length;) {
    if (pattern[p] === '*') {
      star = p++
      resume = t
    } else if (p < pattern.length && (pattern[p] === '?' || pattern[p] === text[t])) {
      p++
      t++
    } else if (star >= 0) {
      p = star + 1
      t = ++resume
    } else return false
  }
  while (pattern[p] === '*') p++
  return p === pattern.length
}

/** As ArnLike and ArnEquals compare: each of the six parts by itself, and a lone `*` with all. */
export function fitsArn(pattern: string, arn: string): boolean {
  if (pattern === '*') return true
  const [of, given] = [partsOf(pattern), partsOf(arn)]
  return of.length === given.length && of.every((part, at) => fits(part, given[at] ?? ''))
}

/** The last one may hold colons. */
function partsOf(arn: string): string[] {
  const parts = arn.split(':')
  return [...parts.slice(0, 5), ...(parts.length > 5 ? [parts.slice(5).join(':')] : [])]
}

export const hasWildcard = (text: string): boolean => text.includes('*') || text.includes('?')

/** Neither a wildcard nor a policy variable: it stands for itself alone. */
export const isFixed = (text: string): boolean => !hasWildcard(text) && !text.includes('${')
