import type { GrantRecord, KeyRecord } from '../model/report.ts'
import { type CheckContext, type Result, unknown } from './check.ts'
import { ofCustomerKeys } from './customer-keys.ts'

/** Judges a key by its grants, if they could be read. */
export const byGrants = (
  judge: (grants: readonly GrantRecord[], key: KeyRecord, context: CheckContext) => Result,
): ((key: KeyRecord, context: CheckContext) => Result) =>
  ofCustomerKeys((key, context) =>
    key.grants === null || key.grants === undefined
      ? unknown(context.why(key, 'kms:ListGrants'))
      : judge(key.grants, key, context),
  )

/** `2 of 20 grants`, and whom the first of them are for. */
export function grantsText(found: readonly GrantRecord[], all: readonly GrantRecord[]): string {
  const names = new Set<string>()
  for (const { grantee_principal } of found) {
    if (names.size === NAMED) break
    names.add(grantee_principal)
  }
  return `${found.length} of ${all.length === 1 ? '1 grant' : `${all.length} grants`} (to ${[...names].join(', ')}${found.length > NAMED ? ', …' : ''})`
}

/** Of thousands, those that are named. */
export const NAMED = 3
