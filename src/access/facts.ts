import type { Fact } from '../model/fact.ts'
import type { AccessLinkName } from '../model/assessments/access.ts'
import type { GrantRecord } from '../model/report/report.ts'
import type { PolicyRequest } from '../policy/request/request.ts'
import type { Policy } from '../policy/statements/policy.ts'

/** Everything that decides about one request, as far as it could be read. */
export interface RequestFacts {
  request: PolicyRequest
  /** The account that owns the key or secret. */
  owner: string
  /** What IAM says about the policies of the principal, its permissions boundary and its organization. */
  identity: Fact<SimulatedPolicies>
  /** The key policy, or the policy of the secret. Null: the secret has none. */
  policy: Fact<Policy | null>
  /** The grants of the key. Left out for a secret. */
  grants?: Fact<readonly GrantRecord[]>
  /** Why the key or secret as such cannot be used by anybody. Null: it can. */
  blocked: Fact<Blocked | null>
}

export interface Blocked {
  link: AccessLinkName & ('region' | 'key_usage' | 'key_state' | 'secret_state')
  /** A sentence. */
  why: string
}

/**
 * The answer of SimulatePrincipalPolicy for one action and one resource.
 * https://docs.aws.amazon.com/IAM/latest/APIReference/API_EvaluationResult.html
 */
export interface SimulatedPolicies {
  decision: 'allowed' | 'explicitDeny' | 'implicitDeny'
  /** Null: the principal has no permissions boundary. */
  allowedByBoundary: boolean | null
  /** Null: the account is in no organization. */
  allowedByOrganizations: boolean | null
  /** Names of the policies whose statements decide. */
  matched: readonly string[]
  /** The condition keys that the policies need and the question does not have. */
  missing: readonly string[]
}
