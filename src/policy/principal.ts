import { hasWildcard } from './glob.ts'

/** A principal that a statement names. */
export type Principal =
  | { kind: 'everyone' }
  /** The account itself, written as its root or its ID: every principal that IAM policies there allow. */
  | { kind: 'account'; account: string }
  /** A user, role, session or identity provider of an account. */
  | { kind: 'identity'; account: string; arn: string }
  | { kind: 'service'; name: string }
  /** An identity provider of the public web: everyone who can sign in through it. */
  | { kind: 'federated'; name: string }
  /** The unique id that AWS leaves in place of the ARN of a deleted user or role. */
  | { kind: 'dead'; id: string }
  /** Nothing that a key policy can name. */
  | { kind: 'strange'; text: string }

/** By the name it stands under (`AWS`, `Service`, …), which is case-sensitive. */
export function toPrincipal(type: string, text: string): Principal {
  if (type === 'Service') return { kind: 'service', name: text.toLowerCase() }
  if (type === 'Federated') return toFederated(text)
  if (type === 'AWS') return toAwsPrincipal(text)
  return { kind: 'strange', text: `${type} ${text}` }
}

const ACCOUNT = /^\d{12}$/

/**
 * Users, roles, instance profiles, managed policies, groups, certificates; of a role, perhaps with its session.
 * https://docs.aws.amazon.com/IAM/latest/UserGuide/reference_identifiers.html#identifiers-unique-ids
 */
const UNIQUE_ID = /^A(?:GPA|IDA|IPA|NPA|NVA|ROA|SCA)[A-Z0-9]{8,}(?::|$)/

/** What AWS leaves in place of the ARN of a user or role that was deleted. */
export const isUniqueId = (text: string): boolean => UNIQUE_ID.test(text)

const ARN = /^arn:[^:]+:(?:iam|sts)::([^:]+):(.+)$/

function toAwsPrincipal(text: string): Principal {
  if (text === '*') return { kind: 'everyone' }
  if (ACCOUNT.test(text)) return { kind: 'account', account: text }
  if (isUniqueId(text)) return { kind: 'dead', id: text }
  const [, account = '', name = ''] = ARN.exec(text) ?? []
  if (ACCOUNT.test(account))
    return name === 'root' ? { kind: 'account', account } : { kind: 'identity', account, arn: text }
  // KMS takes no wildcard inside a principal; should one stand there, the worst reading is the safe one.
  return hasWildcard(text) ? { kind: 'everyone' } : { kind: 'strange', text }
}

function toFederated(text: string): Principal {
  if (hasWildcard(text)) return { kind: 'everyone' }
  const account = ARN.exec(text)?.[1] ?? ''
  return ACCOUNT.test(account) ? { kind: 'identity', account, arn: text } : { kind: 'federated', name: text }
}

export const accountOf = (principal: Principal): string | null =>
  principal.kind === 'account' || principal.kind === 'identity' ? principal.account : null

/**
 * The account and name of a role, the same for the role and its sessions, whose ARN leaves the path out; null for
 * other ARNs. Role names are unique in an account.
 */
export function roleOf(arn: string): string | null {
  const [, account, name] =
    /^arn:[^:]+:(?:iam|sts)::(\d+):(?:role\/(?:.*\/)?|assumed-role\/(?=[^/]+\/))([^/]+)/.exec(arn) ?? []
  return account === undefined || name === undefined ? null : `${account} ${name}`
}

/** Every AWS service: `*` means them as well as users and roles, and conditions distinguish the two. */
export const EVERY_SERVICE: Principal = { kind: 'service', name: '*' }

/** As it is shown to people. */
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
    case 'dead':
      return principal.id
    case 'strange':
      return principal.text
  }
}
