import { isUniqueId } from './principal.ts'

/** A grantee principal or retiring principal, as far as its text shows. */
type GrantPrincipal =
  | { kind: 'account'; account: string }
  | { kind: 'service' }
  /** The unique ID of a deleted user or role. */
  | { kind: 'deleted' }
  | { kind: 'everyone' }
  | { kind: 'other' }

export function toGrantPrincipal(text: string): GrantPrincipal {
  const account = ACCOUNT.exec(text)?.[1]
  if (account !== undefined) return { kind: 'account', account }
  if (text === '*') return { kind: 'everyone' }
  if (isUniqueId(text)) return { kind: 'deleted' }
  return SERVICE.test(text) ? { kind: 'service' } : { kind: 'other' }
}

/** An ARN of any partition, or an account ID. */
const ACCOUNT = /^(?:arn:[\w-]+:(?:iam|sts)::)?(\d{12})(?::|$)/
const SERVICE = /^[\w-]+(?:\.[\w-]+)+$/
