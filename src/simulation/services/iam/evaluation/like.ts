/** Compares as StringLike does: `*` is any text and `?` any character. */
export function isLike(value: string, pattern: string): boolean {
  const literal = pattern.replace(/[.+^${}()|[\]\\]/g, '\\$&')
  return new RegExp(`^${literal.replaceAll('*', '.*').replaceAll('?', '.')}$`, 's').test(value)
}

/** Compares ARNs as IAM does: each of the six parts by itself. A lone `*` is any ARN. */
export function isLikeArn(value: string, pattern: string): boolean {
  if (pattern === '*') return true
  const [wanted, given] = [arnParts(pattern), arnParts(value)]
  return wanted.length === given.length && wanted.every((part, at) => isLike(given[at] ?? '', part))
}

function arnParts(arn: string): string[] {
  const parts = arn.split(':')
  return parts.length <= 6 ? parts : [...parts.slice(0, 5), parts.slice(5).join(':')]
}

/** Returns a value or a list of values as a list of texts. */
export const textsOf = (value: unknown): string[] =>
  value === undefined ? [] : (Array.isArray(value) ? (value as unknown[]) : [value]).map(String)
