import { type Permissions, roleNameAndPath, trustPolicy } from '../../model/options/permissions.ts'
import type { Format } from '../format.ts'

/** Of one account, the policy alone, as `aws iam create-policy --policy-document` takes it. */
const json: Format<Permissions> = {
  title: 'IAM policy documents in JSON',
  *render({ caller, role }) {
    yield `${JSON.stringify(role === null ? caller : { caller_policy: caller, role: roleRecord(role) }, null, 2)}\n`
  },
}

export default json

function roleRecord({ names, policy, trusted, externalId, partition }: NonNullable<Permissions['role']>) {
  const principal = trusted ?? `arn:${partition}:iam::CALLER_ACCOUNT:root`
  return {
    roles: names.map(roleNameAndPath),
    trust_policy: trustPolicy(principal, externalId),
    policy,
  }
}
