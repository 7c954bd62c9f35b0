import type { AccessExpectation } from '../../model/assessments/access.ts'

/** What `kms-audit access` is asked. */
export interface AccessQuestion {
  /** A user or role, by its name or ARN. Null: `allRoles` says which. */
  principal: string | null
  /** A glob of names of roles. Null: `principal` says which. */
  allRoles: string | null
  keys: readonly string[]
  /** Names, ARNs or globs of secrets. */
  secrets: readonly string[]
  /** What is done with a key: `kms:Decrypt`. */
  action: string
  /** The service through which the key is used: `s3`. Null: the principal calls KMS itself. */
  via: string | null
  /** Condition keys with their values. */
  context: Readonly<Record<string, readonly string[]>>
  expected: AccessExpectation | null
  isTried: boolean
}
