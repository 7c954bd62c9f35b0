import type { Instant } from '../../model/time.ts'

/** IAM of an account: who is in it, and what policies allow. Documents are plain objects, in the form of IAM. */
export interface SimIam {
  roles?: readonly SimIamRole[]
  users?: readonly SimIamUser[]
  groups?: readonly SimIamGroup[]
  /** Managed policies. An AWS managed one is in the answers only while it is attached. */
  policies?: readonly SimManagedPolicy[]
  /**
   * The service control policies that apply to the account, one list for each level of the organization. Each level has
   * to allow an action. Left out: the account is in no organization.
   */
  serviceControl?: readonly (readonly PolicyDocument[])[]
}

export interface PolicyDocument {
  Version?: string
  Statement: PolicyStatement | readonly PolicyStatement[]
}

export interface PolicyStatement {
  Sid?: string
  Effect: 'Allow' | 'Deny'
  Principal?: unknown
  Action?: string | readonly string[]
  NotAction?: string | readonly string[]
  Resource?: string | readonly string[]
  NotResource?: string | readonly string[]
  Condition?: Readonly<Record<string, Readonly<Record<string, unknown>>>>
}

/** What users, groups and roles have in common. */
export interface SimIdentity {
  name: string
  /** Left out: `/`. */
  path?: string
  /** Inline policies by their name. */
  inline?: Readonly<Record<string, PolicyDocument>>
  /** Names of attached managed policies. */
  attached?: readonly string[]
  /** Left out: 2024-01-15. */
  createdAt?: Instant
}

/** What users and roles have in common. */
interface SimBounded {
  /** The name of the managed policy that is the permissions boundary. */
  boundary?: string
  tags?: Readonly<Record<string, string>>
}

export interface SimIamRole extends SimIdentity, SimBounded {
  /** The trust policy. Left out: EC2 may assume the role. */
  trust?: PolicyDocument
  lastUsed?: { at: Instant; region: string }
}

export interface SimIamUser extends SimIdentity, SimBounded {
  /** Names of groups. */
  groups?: readonly string[]
}

export type SimIamGroup = SimIdentity

export interface SimManagedPolicy {
  name: string
  /** Left out: `/`. */
  path?: string
  /** Whether AWS manages it. */
  aws?: true
  /** The default version. */
  document: PolicyDocument
  /** Versions before it, oldest first. */
  older?: readonly PolicyDocument[]
}
