import { countText } from '../../lib/text/numbers.ts'
import type { GrantRecord, KeyRecord } from '../../model/report.ts'
import { type CheckContext, type Result, unknown } from '../check.ts'
import { ofCustomerKeys } from '../shared/customer-keys.ts'
import { principalOf } from './grant-principal.ts'

/** Judges a key by its grants, if they could be read. */
export const byGrants = (
  judge: (grants: readonly GrantRecord[], key: KeyRecord, context: CheckContext) => Result,
): ((key: KeyRecord, context: CheckContext) => Result) =>
  ofCustomerKeys((key, context) =>
    key.grants === null || key.grants === undefined
      ? unknown(context.why(key, 'kms:ListGrants'))
      : judge(key.grants, key, context),
  )

/** `2 of 41,200 grants (to arn:…) allow`: how many, the first grantees, and the verb, singular or plural. */
export function grantsText(
  found: readonly GrantRecord[],
  key: KeyRecord,
  verb: { one: string; several: string },
): string {
  const all = grantCount(key)
  const names = new Set<string>()
  for (const { grantee_principal } of found) {
    if (names.size === NAMED) break
    names.add(grantee_principal)
  }
  const count = all === 1 ? '1 grant' : `${countText(found.length)} of ${countText(all)} grants`
  return `${count} (to ${[...names].join(', ')}${found.length > NAMED ? ', …' : ''}) ${found.length === 1 ? verb.one : verb.several}`
}

/** How many grants the key has, also where the report holds only some of them. */
export const grantCount = ({ grants, grants_total }: KeyRecord): number => grants_total ?? grants?.length ?? 0

/** Of thousands, those that are named. */
export const NAMED = 3

/**
 * Whether an AWS service made the grant for itself: to its service principal, of whatever partition, to its
 * service-linked role, or to a role whose name only AWS can give, such as `aws:ec2-infrastructure`. The service retires
 * such a grant when it no longer needs it.
 * https://docs.aws.amazon.com/kms/latest/developerguide/grants.html
 */
export const isOfService = ({ grantee_principal }: GrantRecord): boolean =>
  principalOf(grantee_principal).kind === 'service' || OF_SERVICE.test(grantee_principal)

const OF_SERVICE = /^arn:[^:]+:(?:iam::\d+:role\/aws-service-role\/|sts::\d+:assumed-role\/aws:)/
