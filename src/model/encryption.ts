/**
 * Which key encrypts a resource. `none`: it is not encrypted; `aws_owned`: with a key that belongs to AWS and is not in
 * the account, such as SSE-S3; `aws_managed`: with a key `aws/…` of the account; `other_account`: with a key of another
 * account; `unknown`: could not be determined.
 */
export const KEY_KINDS = ['none', 'aws_owned', 'aws_managed', 'customer_managed', 'other_account', 'unknown'] as const
export type KeyKind = (typeof KEY_KINDS)[number]

/** What it can mean that a resource names no key. */
export type WithoutKey = Extract<KeyKind, 'none' | 'aws_owned' | 'aws_managed' | 'unknown'>

/** What a policy can require of a resource. `nothing`: the resource is exempt. */
export const REQUIREMENTS = ['encrypted', 'customer_managed', 'nothing'] as const
export type Requirement = (typeof REQUIREMENTS)[number]

/** How a type of resources is encrypted, and what to do about a resource that is not encrypted as required. */
export type EncryptionRule = JudgedEncryption | NotJudged

export interface JudgedEncryption {
  /** As CloudFormation names the type: `AWS::EC2::Volume`; in the same form where it has no such type. */
  resourceType: string
  /** What it means that a resource names no key. The list of a type can say otherwise for one resource. */
  withoutKey: WithoutKey
  /** Whether the key of a resource that exists can be changed, or only that of a new resource. */
  fix: 'in-place' | 'new-resource'
  /** What to do, in sentences. */
  remedy: string
  /** Commands that fix the resource or start to fix it. They take the ARN of the key from `$KEY_ARN`. */
  command?(resource: { id: string; arn: string | null; region: string; account: string }): string
}

/** A type that encrypts nothing itself, or whose encryption AWS does not document. */
export interface NotJudged {
  /** Why, as a sentence. */
  notJudged: string
}

export const isJudged = (rule: EncryptionRule): rule is JudgedEncryption => !('notJudged' in rule)

/** What is required of the encryption of resources. */
export interface EncryptionPolicy {
  /** Of resources that no rule is about. */
  require: Requirement
  /** Accounts outside the run whose keys count as customer managed. */
  accounts: readonly string[]
  /** The first rule that is about a resource decides. */
  rules: readonly EncryptionPolicyRule[]
}

export interface EncryptionPolicyRule {
  require: Requirement
  /** IDs of types. Empty: every type. */
  types: readonly string[]
  /** `team=payments`, in which `*` and `?` are wildcards, or `team` for any value. The resource must have all of them. */
  tags: readonly string[]
}

/** Without a policy: everything must be encrypted, with any key. */
export const ANY_KEY: EncryptionPolicy = { require: 'encrypted', accounts: [], rules: [] }
