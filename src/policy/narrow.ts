import type { Comparison } from './condition.ts'
import { isFixed } from './glob.ts'

/** Of an ARN whose account no wildcard can reach: in a pattern of text a `*` before it spans colons too. */
export function accountInArn(arn: string, by: Comparison['by']): string | null {
  const parts = arn.split(':')
  const account = parts[4] ?? ''
  if (parts.length < 6 || parts[0] !== 'arn' || !/^\d{12}$/.test(account)) return null
  return parts.slice(0, 4).every(part => (by === 'arn' ? !part.includes('${') : isFixed(part))) ? account : null
}

/**
 * AWS calls a policy public if it allows more than a /8, or more than a /32 of IPv6.
 * https://docs.aws.amazon.com/AmazonS3/latest/userguide/access-control-block-public-access.html
 */
export function isNarrow(block: string): boolean {
  const [, address = '', length] = /^([0-9a-f.:]+)(?:\/(\d+))?$/i.exec(block) ?? []
  if (address === '') return false
  return length === undefined || Number(length) >= (address.includes(':') ? 32 : 8)
}
