import { hasRotationStatus } from '../../model/key.ts'
import type { KeyRecord, Report } from '../../model/report.ts'

/** What a policy gets to see as `input`: opa-input.schema.json describes it. */
export type OpaInput = KeyRecord & Required<Pick<KeyRecord, (typeof FACTS)[number] | 'key_rotation_enabled'>>

const FACTS = ['key_policy', 'grants', 'tags'] as const

/**
 * The record of the JSON report. What checks read besides is always there, as null where it is not known or where the
 * key has no such thing: to Rego a field that is missing is another thing than one that is null.
 */
export function toOpaInput(key: KeyRecord): OpaInput {
  const { key_policy = null, key_rotation_enabled = null, grants = null, tags = null } = key
  return { ...key, key_policy, key_rotation_enabled, grants, tags }
}

/**
 * Tells of a key what a policy may go by and nobody could read: that it denies nothing then means nothing. What the run
 * was told not to ask (the use of keys, request counts) is not held against it.
 */
export function unreadOf({ gaps }: Report): (key: KeyRecord) => string[] {
  const blind = new Set(
    gaps
      .filter(({ operation, region }) => operation === 'kms:ListAliases' || region === null)
      .map(({ account_id, region }) => `${account_id} ${region ?? ''}`),
  )
  const hidesAliases = ({ account_id, region }: KeyRecord): boolean =>
    blind.has(`${account_id} ${region}`) || blind.has(`${account_id} `)
  return key => [
    ...(key.key_state === null ? ['key_state'] : []),
    ...(key.aliases.length === 0 && hidesAliases(key) ? ['aliases'] : []),
    ...(key.usage !== undefined && key.disposition === 'unknown' ? ['disposition'] : []),
    ...(key.monthly_usage === null ? ['monthly_usage'] : []),
    ...unreadFacts(key),
  ]
}

/** Of AWS managed keys nothing is asked that only AWS could change. */
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
