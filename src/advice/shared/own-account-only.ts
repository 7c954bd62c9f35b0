import type { KeyRecord } from '../../model/report/report.ts'
import { readPolicy } from '../../policy/statements/read-policy.ts'
import type { Statement } from '../../policy/statements/policy.ts'

/**
 * Whether the policy of a key allows principals of its own account and no others, denies nothing, and there are no
 * grants: then it limits nothing that the policy of an AWS managed key would not allow too.
 */
export function isOpenToOwnAccountOnly({
  account_id: account,
  key_policy: document,
  grants,
  grants_total: total = 0,
}: KeyRecord): 'yes' | 'no' | 'unknown' {
  if ((grants !== undefined && grants !== null && grants.length > 0) || total > 0) return 'no'
  if (document === undefined || document === null || grants === undefined || grants === null) return 'unknown'
  const policy = readPolicy(document)
  if (!policy.known) return 'unknown'
  return policy.value.statements.every(statement => isOfAccount(statement, account)) ? 'yes' : 'no'
}

const isOfAccount = ({ effect, principals, conditions }: Statement, account: string): boolean =>
  effect === 'Allow' &&
  principals !== null &&
  !principals.negated &&
  conditions.length === 0 &&
  principals.items.every(one => (one.kind === 'account' || one.kind === 'identity') && one.account === account)
