import type { KeyRecord } from '../../model/report.ts'

/** What a policy gets to see as `input`: opa-input.schema.json describes it. */
export type OpaInput = KeyRecord & Required<Pick<KeyRecord, (typeof FACTS)[number]>>

const FACTS = ['key_policy', 'key_rotation_enabled', 'grants', 'tags'] as const

/**
 * The record of the JSON report. What checks read besides is always there, as null where it is not known or where the
 * key has no such thing: to Rego a field that is missing is another thing than one that is null.
 */
export function toOpaInput(key: KeyRecord): OpaInput {
  const { key_policy = null, key_rotation_enabled = null, grants = null, tags = null } = key
  return { ...key, key_policy, key_rotation_enabled, grants, tags }
}

/** What a policy may go by and nobody could read: that it denies nothing then means nothing. */
export function unreadFacts(key: KeyRecord): string[] {
  // Of these nothing is asked that only AWS could change.
  if (key.key_manager === 'AWS') return []
  const described = key.key_state === null ? ['key_state'] : []
  // Keys that cannot rotate by themselves have no such field.
  const unread = FACTS.filter(
    name => key[name] === null || (key[name] === undefined && name !== 'key_rotation_enabled'),
  )
  return [...described, ...unread]
}
