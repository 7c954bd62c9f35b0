/** A statement of an IAM policy, with its fields in the order in which AWS shows them. */
export interface PolicyStatement {
  Sid: string
  Effect: 'Allow'
  Principal?: { AWS: string }
  Action: readonly string[]
  Resource?: string | readonly string[]
  Condition?: Readonly<Record<string, Readonly<Record<string, string | readonly string[]>>>>
}

export interface PolicyDocument {
  Version: '2012-10-17'
  Statement: readonly PolicyStatement[]
}

/** What a run needs in AWS: the answer of `kms-audit permissions`. */
export interface Permissions {
  /** The policy of the credentials that start the run. */
  caller: PolicyDocument
  /** Twelve digits. Null: not given. */
  callerAccount: string | null
  /** The role in the audited accounts. Null: the run assumes no role. */
  role: AuditRole | null
}

/** The role that a run assumes in other accounts. */
export interface AuditRole {
  /** Names with their paths, as in the ARN: `audit/KmsAudit`. Several, if accounts name it differently. */
  names: readonly string[]
  policy: PolicyDocument
  /** Who may assume it: an ARN. Null: the account that runs kms-audit, which was not given. */
  trusted: string | null
  externalId: string | null
  partition: string
  /** Whether one of the roles is in the account of the caller. */
  isInCallerAccount: boolean
}

/** The policy document of these statements. */
export const policyOf = (statements: readonly PolicyStatement[]): PolicyDocument => ({
  Version: '2012-10-17',
  Statement: statements,
})

/** The trust policy of a role. `principal` may assume it. */
export const trustPolicy = (principal: string, externalId: string | null): PolicyDocument =>
  policyOf([
    {
      Sid: 'KmsAuditAssume',
      Effect: 'Allow',
      Principal: { AWS: principal },
      Action: ['sts:AssumeRole'],
      ...(externalId === null ? {} : { Condition: { StringEquals: { 'sts:ExternalId': externalId } } }),
    },
  ])

/** `audit/KmsAudit` → `KmsAudit` and `/audit/` */
export function roleNameAndPath(name: string): { name: string; path: string } {
  const at = name.lastIndexOf('/')
  return at < 0 ? { name, path: '/' } : { name: name.slice(at + 1), path: `/${name.slice(0, at)}/` }
}
