import type { Json } from '../../lib/json.ts'

/**
 * Facts about whole accounts that checks need, by account, as `scope` of the report contains them. Absent: not requested;
 * null for an account: nothing could be read, and a gap says why.
 */
export interface AccountFacts {
  identity_policies?: Record<string, IdentityPoliciesRecord | null>
}

/** The names of these fields. */
export const ACCOUNT_FACT_FIELDS: readonly (keyof AccountFacts)[] = ['identity_policies']

/** The policies of an account that its owner wrote: customer managed policies, and inline policies of principals. */
export interface IdentityPoliciesRecord {
  /** Whether every page was read. False: a gap says why there may be more policies. */
  complete: boolean
  policies: IdentityPolicyRecord[]
}

export const IDENTITY_TYPES = [
  'AWS::IAM::ManagedPolicy',
  'AWS::IAM::Role',
  'AWS::IAM::User',
  'AWS::IAM::Group',
] as const
export type IdentityType = (typeof IDENTITY_TYPES)[number]

export interface IdentityPolicyRecord {
  /** Of an inline policy: that of the principal that contains it. */
  resource_type: IdentityType
  /** Of an inline policy: the name of its principal. */
  resource_name: string
  resource_arn: string
  policy_name: string
  /** The default version of a managed policy: `v3`. Inline policies have none. */
  version_id?: string
  /** ARNs of the users, groups and roles to which a managed policy is attached. */
  attached_to?: string[]
  /** The number of users, groups and roles to which a managed policy is attached. */
  attachment_count?: number
  /** The number of users and roles that have a managed policy as their permissions boundary. */
  boundary_count?: number
  /** `Version` of the document: `2012-10-17`. Null: it has none. */
  language: string | null
  /** The statements that name `kms:Decrypt` or `kms:ReEncryptFrom`, wildcards included. Null: they could not be read. */
  statements: PolicyStatementRecord[] | null
}

export interface PolicyStatementRecord {
  /** Its position in the document, from 1. */
  number: number
  /** As in the document. */
  statement: Json
}
