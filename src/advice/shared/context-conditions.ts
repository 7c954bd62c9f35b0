import { isObject } from '../../lib/json.ts'
import { matchesGlob } from '../../lib/text/glob.ts'
import type { KeyRecord } from '../../model/report/report.ts'
import { comparisonOf, type Condition } from '../../policy/conditions/condition.ts'
import type { Statement } from '../../policy/statements/policy.ts'
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
    .filter(({ effect, conditions }) => conditions.some(one => one.key === name && !isSameFor(effect, one, allowed)))
    .map(({ sid, number }) => `statement ${sid === null || sid === '' ? number : sid} of the key policy`)
  const ofGrants = grants.flatMap(({ grant_id: id, constraints }) =>
    constraintValues(constraints, member).some(value => !allowed.includes(value)) ? [`grant ${id}`] : [],
  )
  return [...found, ...ofGrants]
}

/**
 * Whether a condition decides the same for these texts as for all that begins with them. What must match, must match each
 * text too; what must not match, must be about others.
 */
function isSameFor(effect: Statement['effect'], condition: Condition, texts: readonly string[]): boolean {
  const comparison = comparisonOf(condition)
  if (comparison === null) return false
  const matches = (text: string, value: string): boolean =>
    comparison.by === 'text' ? value === text : matchesGlob(value, text)
  return (effect === 'Allow') === comparison.negated
    ? condition.values.every(value => texts.every(text => isAboutOther(value, text)))
    : texts.every(text => condition.values.some(value => matches(text, value)))
}

/** Whether no text that begins with this one can match a value, by what is before its first wildcard or variable. */
function isAboutOther(value: string, text: string): boolean {
  const [start = ''] = value.split(/[*?$]/)
  return !start.startsWith(text) && !text.startsWith(start)
}

function constraintValues(constraints: unknown, member: string): string[] {
  if (!isObject(constraints)) return []
  return ['encryption_context_equals', 'encryption_context_subset'].flatMap(kind => {
    const context = constraints[kind]
    const value = isObject(context) ? context[member] : undefined
    return typeof value === 'string' ? [value] : []
  })
}
