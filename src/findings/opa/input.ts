import { hasRotationStatus } from '../../model/key.ts'
import type { KeyRecord, Report } from '../../model/report.ts'

/** The `input` of a policy; opa-input.schema.json describes it. */
export type OpaInput = KeyRecord & Required<Pick<KeyRecord, (typeof FACTS)[number] | 'key_rotation_enabled'>>

const FACTS = ['key_policy', 'grants', 'tags'] as const

/**
 * Returns the key record of the JSON report, with every fact that checks read. A fact is null if it is not known or if the
 * key has no such thing: Rego treats a missing field differently from null.
 */
export function toOpaInput(key: KeyRecord): OpaInput {
  const { key_policy = null, key_rotation_enabled = null, grants = null, tags = null } = key
  return { ...key, key_policy, key_rotation_enabled, grants, tags }
}

/**
 * Returns a function that lists the fields of a key that could not be read. If there are any, a policy that denies nothing
 * proves nothing. Fields that were not requested (use of keys, request counts) are not listed.
 */
export function unreadFieldsOf({ gaps }: Report): (key: KeyRecord) => string[] {
  const placesWithoutAliases = new Set(
    gaps
      .filter(({ operation, region }) => operation === 'kms:ListAliases' || region === null)
      .map(({ account_id, region }) => `${account_id} ${region ?? ''}`),
  )
  const areAliasesUnread = ({ account_id, region }: KeyRecord): boolean =>
    placesWithoutAliases.has(`${account_id} ${region}`) || placesWithoutAliases.has(`${account_id} `)
  return key => [
    ...(key.key_state === null ? ['key_state'] : []),
    ...(key.aliases.length === 0 && areAliasesUnread(key) ? ['aliases'] : []),
    ...(key.usage !== undefined && key.disposition === 'unknown' ? ['disposition'] : []),
    ...(key.monthly_usage === null ? ['monthly_usage'] : []),
    ...unreadFacts(key),
  ]
}

/** Facts of AWS managed keys are not read, since only AWS could change them. */
function unreadFacts(key: KeyRecord): string[] {
  if (key.key_manager === 'AWS') return []
  const { key_rotation_enabled: rotates, key_spec, origin, key_state } = key
  const hasMoreGrants = (key.grants_total ?? 0) > (key.grants?.length ?? 0)
  const isUnread = rotates === null || (rotates === undefined && hasRotationStatus(key_spec, origin, key_state))
  return [
    ...FACTS.filter(name => key[name] === null || key[name] === undefined),
    ...(hasMoreGrants ? ['grants'] : []),
    ...(isUnread ? ['key_rotation_enabled'] : []),
  ]
}
