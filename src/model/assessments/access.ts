import type { Assessment } from './assessment.ts'

/** What `kms-audit access` answers: which users and roles can use which keys, or read which secrets. */
export interface AccessAssessment extends Assessment {
  kind: 'access'
  /** What every answer should be. Null: nothing is expected. */
  expected: AccessExpectation | null
  /** One for each principal and each key or secret. */
  answers: AccessRecord[]
}

export type AccessExpectation = 'allowed' | 'denied'
export type AccessAnswer = AccessExpectation | 'unknown'

/** Whether one user or role can use one key, or read one secret. */
export interface AccessRecord {
  principal_arn: string
  principal_type: 'role' | 'user'
  target_type: 'key' | 'secret'
  target_arn: string
  /** The first alias of the key, or the name of the secret. */
  target_name: string | null
  account_id: string
  region: string
  /** The key that is asked about, or that decides of those that encrypt the value of the secret. Null: not known. */
  key_arn: string | null
  /** The actions that it takes. */
  actions: string[]
  answer: AccessAnswer
  /** The link that decides: what gives access, what takes it away, or what is not known. */
  deciding_link: AccessLinkName | null
  /** What the deciding link says, in one sentence. */
  reason: string
  /** Everything that was looked at, in order. */
  links: AccessLink[]
  /** What can also deny access, and was not looked at. */
  not_evaluated: NotEvaluated[]
  /** What KMS itself answered to the role. Null without `--try`. */
  tried: AccessTrial | null
}

/** What decides about access, in the order of the chain. */
export const ACCESS_LINKS = [
  'region',
  'secret_state',
  'key_usage',
  'key_state',
  'scp',
  'permissions_boundary',
  'identity_policy',
  'resource_policy',
  'key_policy',
  'grant',
  'dry_run',
] as const
export type AccessLinkName = (typeof ACCESS_LINKS)[number]

/** One link of the chain, for one of the actions. */
export interface AccessLink {
  link: AccessLinkName
  /** Null: it is about the key or the secret as such. */
  action: string | null
  /**
   * `allowed`: gives access, or does not limit it. `denied`: takes it away, whatever else allows it. `not_allowed`: does
   * not give it, but another link can.
   */
  decision: 'allowed' | 'denied' | 'not_allowed' | 'not_applicable' | 'unknown'
  reason: string
  /** The statement or grant that decides. */
  statement: string | null
}

export interface NotEvaluated {
  /** `resource control policies` */
  name: string
  reason: string
}

export interface AccessTrial {
  answer: AccessAnswer
  /** `kms:Decrypt` */
  action: string
  /** What KMS or STS said. */
  message: string
}
