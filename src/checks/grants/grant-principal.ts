import { isUniqueId } from '../../policy/statements/principal.ts'

/** What a grant names as its principal, by the look of it. */
type Principal =
  | { kind: 'account'; account: string }
  | { kind: 'service' }
  /** The ID that AWS shows for a deleted user or role. */
  | { kind: 'dead' }
  | { kind: 'everyone' }
  | { kind: 'other' }

export function principalOf(text: string): Principal {
  const account = ACCOUNT.exec(text)?.[1]
  if (account !== undefined) return { kind: 'account', account }
  if (text === '*') return { kind: 'everyone' }
  if (isUniqueId(text)) return { kind: 'dead' }
  return SERVICE.test(text) ? { kind: 'service' } : { kind: 'other' }
}

/** An ARN of any partition, or an account's bare number. */
const ACCOUNT = /^(?:arn:[\w-]+:(?:iam|sts)::)?(\d{12})(?::|$)/
const SERVICE = /^[\w-]+(?:\.[\w-]+)+$/
