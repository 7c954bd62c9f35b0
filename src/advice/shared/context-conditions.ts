import { isObject } from '../../lib/json.ts'
import { matchesGlob } from '../../lib/text/glob.ts'
import type { KeyRecord } from '../../model/report/report.ts'
import { readPolicy } from '../../policy/statements/read-policy.ts'

/** What in a key policy or a grant depends on a member of the encryption context, in words; null: it was not read. */
export function dependsOnContext(
  { key_policy: document, grants }: KeyRecord,
  member: string,
  allowed: readonly string[],
): string[] | null {
  if (document === undefined || document === null || grants === undefined || grants === null) return null
  const policy = readPolicy(document)
  if (!policy.known) return null
  const name = `kms:encryptioncontext:${member.toLowerCase()}`
  const found = policy.value.statements
    .filter(({ conditions }) => conditions.some(one => one.key === name && !fitsAll(one.values, allowed)))
    .map(({ sid, number }) => `statement ${sid === null || sid === '' ? number : sid} of the key policy`)
  const ofGrants = grants.flatMap(({ grant_id: id, constraints }) =>
    constraintValues(constraints, member).some(value => !allowed.includes(value)) ? [`grant ${id}`] : [],
  )
  return [...found, ...ofGrants]
}

/** Whether a value of the condition matches each of these texts, so that nothing changes for them. */
const fitsAll = (values: readonly string[], texts: readonly string[]): boolean =>
  texts.every(text => values.some(value => matchesGlob(value, text)))

function constraintValues(constraints: unknown, member: string): string[] {
  if (!isObject(constraints)) return []
  return ['encryption_context_equals', 'encryption_context_subset'].flatMap(kind => {
    const context = constraints[kind]
    const value = isObject(context) ? context[member] : undefined
    return typeof value === 'string' ? [value] : []
  })
}
