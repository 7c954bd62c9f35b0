import { ACCOUNT_ID } from '../../model/account-id.ts'
import { hasWildcard, matchesGlob } from '../../lib/text/glob.ts'
import type { Comparison } from './condition.ts'

/** Compares as ArnLike and ArnEquals do: each of the six parts by itself. A lone `*` matches every ARN. */
export function matchesArn(pattern: string, arn: string): boolean {
  if (pattern === '*') return true
  const [wanted, given] = [partsOf(pattern), partsOf(arn)]
  return wanted.length === given.length && wanted.every((part, at) => matchesGlob(part, given[at] ?? ''))
}

/** The sixth part is the rest of the ARN, colons included. */
function partsOf(arn: string): string[] {
  const parts = arn.split(':')
  return [...parts.slice(0, 5), ...(parts.length > 5 ? [parts.slice(5).join(':')] : [])]
}

/**
 * Returns the account that every ARN matching the pattern has. Null: the account may differ. If ARNs are compared as
 * text, a `*` before the account also spans colons, so the account is not fixed.
 */
export function accountInArn(pattern: string, by: Comparison['by']): string | null {
  const parts = pattern.split(':')
  const account = parts[4] ?? ''
  if (parts.length < 6 || parts[0] !== 'arn' || !ACCOUNT_ID.test(account)) return null
  return parts.slice(0, 4).every(part => (by === 'arn' ? !part.includes('${') : isFixed(part))) ? account : null
}

/** Whether a text has neither wildcards nor policy variables, so that it matches only itself. */
export const isFixed = (text: string): boolean => !hasWildcard(text) && !text.includes('${')
