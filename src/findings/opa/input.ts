import { FACTS } from '../../facts/needs.ts'
import type { KeyRecord, Report } from '../../model/report/report.ts'

/** The `input` of a policy; opa-input.schema.json describes it. */
export type OpaInput = KeyRecord & Required<Pick<KeyRecord, 'key_policy' | 'grants' | 'tags' | 'key_rotation_enabled'>>

/**
 * Returns the key record of the JSON report, with every fact that checks read. A fact is null if it is not known or if
 * the key has no such thing: Rego treats a missing field differently from null. A fact that only an option asks for is
 * left out without that option.
 */
export function toOpaInput(key: KeyRecord): OpaInput {
  const missing = Object.values(FACTS).filter(
    ({ field, onlyIfNamed }) => onlyIfNamed !== true && key[field] === undefined,
  )
  // Every field that the type requires is the field of a fact, which the type checker cannot follow through a list.
  return { ...key, ...Object.fromEntries(missing.map(({ field }) => [field, null])) } as OpaInput
}

/**
 * Returns a function that lists the fields of a key that could not be read. If there are any, a policy that denies
 * nothing proves nothing. Fields that were not requested (use of keys, request counts) are not listed.
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
  const { key_manager, key_spec: spec, origin, key_state: state, grants, grants_total } = key
  if (key_manager === 'AWS') return []
  const unread = Object.values(FACTS).filter(({ field, appliesTo, onlyIfNamed = false }) => {
    const value = key[field]
    return value === null || (value === undefined && !onlyIfNamed && (appliesTo?.({ spec, origin, state }) ?? true))
  })
  const hasMoreGrants = (grants_total ?? 0) > (grants?.length ?? 0)
  return [...new Set([...unread.map(({ field }) => field), ...(hasMoreGrants ? ['grants'] : [])])]
}
