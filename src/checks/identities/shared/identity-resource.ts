import type { FindingResource } from '../../../model/finding.ts'
import type { IdentityPolicyRecord } from '../../../model/report/account-facts.ts'

/** Returns the managed policy, or the principal of an inline policy. IAM names are unique in an account. */
export const resourceOf = (policy: IdentityPolicyRecord): FindingResource => ({
  type: policy.resource_type,
  id: policy.resource_name,
  arn: policy.resource_arn,
})

/** Returns the name of a principal with its kind: `role reports`. */
export const principalName = (arn: string): string => {
  const [, kind = '', name = arn] = /:(user|group|role)\/(?:.*\/)?([^/]+)$/.exec(arn) ?? []
  return `${kind} ${name}`.trimStart()
}
