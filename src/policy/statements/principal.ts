import { ACCOUNT_ID } from '../../model/account-id.ts'
import { hasWildcard } from '../../lib/text/glob.ts'

/** A principal that a statement names. */
export type Principal =
  | { kind: 'everyone' }
  /** An account, written as its root user or its ID: every principal that IAM policies of the account allow. */
  | { kind: 'account'; account: string }
  /** A user, role, session or identity provider of an account. */
  | { kind: 'identity'; account: string; arn: string }
  | { kind: 'service'; name: string }
  /** An identity provider of the public web, such as Google: everyone who can sign in through it. */
  | { kind: 'federated'; name: string }
  /** The unique ID with which AWS replaces the ARN of a deleted user or role. */
  | { kind: 'deleted'; id: string }
  /** Text that is not a valid principal of a key policy. */
  | { kind: 'invalid'; text: string }

/** Reads a principal that a policy lists under a type (`AWS`, `Service`, …). Types are case-sensitive. */
export function toPrincipal(type: string, text: string): Principal {
  if (type === 'Service') return { kind: 'service', name: text.toLowerCase() }
  if (type === 'Federated') return toFederated(text)
  if (type === 'AWS') return toAwsPrincipal(text)
  return { kind: 'invalid', text: `${type} ${text}` }
}

/**
 * Unique IDs of users, roles, instance profiles, managed policies, groups and certificates. The ID of a role can be
 * followed by the name of a session.
 * https://docs.aws.amazon.com/IAM/latest/UserGuide/reference_identifiers.html#identifiers-unique-ids
 */
const UNIQUE_ID = /^A(?:GPA|IDA|IPA|NPA|NVA|ROA|SCA)[A-Z0-9]{8,}(?::|$)/

/** Whether a text is the unique ID of an IAM resource. AWS replaces the ARN of a deleted user or role by it. */
export const isUniqueId = (text: string): boolean => UNIQUE_ID.test(text)

const ARN = /^arn:[^:]+:(?:iam|sts)::([^:]+):(.+)$/

function toAwsPrincipal(text: string): Principal {
  if (text === '*') return { kind: 'everyone' }
  if (ACCOUNT_ID.test(text)) return { kind: 'account', account: text }
  if (isUniqueId(text)) return { kind: 'deleted', id: text }
  const [, account = '', name = ''] = ARN.exec(text) ?? []
  if (ACCOUNT_ID.test(account))
    return name === 'root' ? { kind: 'account', account } : { kind: 'identity', account, arn: text }
  // KMS rejects a wildcard inside a principal. If there is one, the widest meaning is the safe one.
  return hasWildcard(text) ? { kind: 'everyone' } : { kind: 'invalid', text }
}

function toFederated(text: string): Principal {
  if (hasWildcard(text)) return { kind: 'everyone' }
  const account = ARN.exec(text)?.[1] ?? ''
  return ACCOUNT_ID.test(account) ? { kind: 'identity', account, arn: text } : { kind: 'federated', name: text }
}

export const accountOf = (principal: Principal): string | null =>
  principal.kind === 'account' || principal.kind === 'identity' ? principal.account : null

/**
 * Returns a text that is the same for a role and its sessions, and for no other role. The ARN of a session has no path,
 * so the text is the account and the name, which is unique in the account. Null: the ARN is not that of a role or
 * session.
 */
export function roleOf(arn: string): string | null {
  const [, account, name] =
    /^arn:[^:]+:(?:iam|sts)::(\d+):(?:role\/(?:.*\/)?|assumed-role\/(?=[^/]+\/))([^/]+)/.exec(arn) ?? []
  return account === undefined || name === undefined ? null : `${account} ${name}`
}

/** Every AWS service. `*` means services as well as users and roles; conditions distinguish the two. */
export const EVERY_SERVICE: Principal = { kind: 'service', name: '*' }

/** Names a principal in messages. */
export function principalText(principal: Principal): string {
  switch (principal.kind) {
    case 'everyone':
      return 'everyone'
    case 'account':
      return `account ${principal.account}`
    case 'identity':
      return principal.arn
    case 'service':
      return principal.name === '*' ? 'every AWS service' : `the service ${principal.name}`
    case 'federated':
      return `everyone who can sign in through ${principal.name}`
    case 'deleted':
      return principal.id
    case 'invalid':
      return principal.text
  }
}
