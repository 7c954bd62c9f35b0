import { countText } from '../../../lib/text/numbers.ts'
import type { GrantRecord, KeyRecord } from '../../../model/report/report.ts'
import { type CheckContext, type Result, unknown } from '../../check.ts'
import { forCustomerKeys } from '../../shared/customer-keys.ts'
import { toGrantPrincipal } from '../../../policy/statements/grant-principal.ts'

/** Makes a check of keys from a check of their grants. Keys whose grants could not be read are unknown. */
export const judgeGrants = (
  judge: (grants: readonly GrantRecord[], key: KeyRecord, context: CheckContext) => Result,
): ((key: KeyRecord, context: CheckContext) => Result) =>
  forCustomerKeys((key, context) =>
    key.grants === null || key.grants === undefined
      ? unknown(context.why(key, 'kms:ListGrants'))
      : judge(key.grants, key, context),
  )

/** Counts grants, names the first grantees and adds the verb: `2 of 41,200 grants (to arn:…) allow` */
export function grantsText(
  found: readonly GrantRecord[],
  key: KeyRecord,
  verb: { one: string; several: string },
): string {
  const all = grantCount(key)
  const names = new Set<string>()
  for (const { grantee_principal } of found) {
    if (names.size === MAX_NAMED) break
    names.add(grantee_principal)
  }
  const count = all === 1 ? '1 grant' : `${countText(found.length)} of ${countText(all)} grants`
  return `${count} (to ${[...names].join(', ')}${found.length > MAX_NAMED ? ', …' : ''}) ${found.length === 1 ? verb.one : verb.several}`
}

/** Returns how many grants the key has, even if the report contains only some of them. */
export const grantCount = ({ grants, grants_total }: KeyRecord): number => grants_total ?? grants?.length ?? 0

/** How many grants or grantees a finding names at most. */
export const MAX_NAMED = 3

/**
 * Whether an AWS service created the grant for itself: the grantee is its service principal in any partition, its
 * service-linked role, or a role with a name that only AWS can use, such as `aws:ec2-infrastructure`. The service
 * retires the grant when it no longer needs it.
 * https://docs.aws.amazon.com/kms/latest/developerguide/grants.html
 */
export const isServiceGrant = ({ grantee_principal }: GrantRecord): boolean =>
  toGrantPrincipal(grantee_principal).kind === 'service' || SERVICE_ROLE.test(grantee_principal)

const SERVICE_ROLE = /^arn:[^:]+:(?:iam::\d+:role\/aws-service-role\/|sts::\d+:assumed-role\/aws:)/
