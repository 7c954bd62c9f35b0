/** What a guard forbids, and to which principals. */
export interface GuardTerms {
  /** It forbids both actions while the key was used within so many days. Null: use does not matter. */
  days: number | null
  /** ARNs of the only principals that may disable and delete the key. Empty: every principal that a policy allows it. */
  allowed: readonly string[]
  /** ARNs of principals for which the guard does not hold. */
  exempt: readonly string[]
  /** Deleting an alias of the key is forbidden too, to others than `allowed` and without MFA. */
  coversAliases: boolean
  /** Forbidden to callers who have not signed in with multi-factor authentication. */
  requiresMfa: boolean
  /** Beginning of the Sid of each statement. */
  sid: string
}

/** Values by condition key, by operator, as a policy has them. */
export type PolicyConditions = Readonly<Record<string, Readonly<Record<string, string | readonly string[]>>>>

/** A statement of a guard, with its fields in the order in which AWS shows them. */
export interface GuardStatement {
  Sid: string
  Effect: 'Deny'
  /** A service control policy has none. */
  Principal?: '*'
  Action: readonly string[]
  Resource: '*'
  Condition: PolicyConditions
}

/** A policy document with a guard. */
export interface GuardDocument {
  Version: '2012-10-17'
  Statement: readonly GuardStatement[]
}

/** What `guard statement --key` shows: the policy of one key, with the guard. */
export interface GuardedPolicy {
  region: string
  key_id: string
  key_arn: string
  aliases: readonly string[]
  /** The policy as it is, and with the guard: JSON values. */
  before: unknown
  after: unknown
  /** Sids that the guard adds and replaces. Both empty: the policy has the guard already. */
  added: readonly string[]
  replaced: readonly string[]
  /** Other statements of the policy that are guards already: `statement 3 (Not while in use)`. */
  present: readonly string[]
  /** What to consider before the policy is put, one sentence or more each. */
  warnings: readonly string[]
}
