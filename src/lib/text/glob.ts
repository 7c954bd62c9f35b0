/**
 * Whether the pattern matches the whole text: `*` is any run of characters, `?` any one character. The time grows with
 * the product of both lengths at most.
 */
export function matchesGlob(pattern: string, text: string): boolean {
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

export const hasWildcard = (text: string): boolean => text.includes('*') || text.includes('?')
