import { matchesGlob } from '../lib/text/glob.ts'
import type { EncryptionPolicy, Requirement } from '../model/encryption.ts'
import type { TagRecord } from '../model/report/key-facts.ts'

/**
 * What a policy can require of a resource: one requirement, or several if a rule goes by tags and the tags are not known.
 *
 * @param tags undefined: not known
 */
export function requirementsFor(
  { require, rules }: EncryptionPolicy,
  { type, tags }: { type: string; tags?: readonly TagRecord[] | undefined },
): Requirement[] {
  const possible = new Set<Requirement>()
  for (const rule of rules) {
    if (rule.types.length > 0 && !rule.types.includes(type)) continue
    const isMatch = rule.tags.length === 0 || (tags === undefined ? null : hasAll(tags, rule.tags))
    if (isMatch === false) continue
    possible.add(rule.require)
    if (isMatch === true) return [...possible]
  }
  return [...possible.add(require)]
}

/** The requirement that is hardest to meet. */
export const strictest = (requirements: readonly Requirement[]): Requirement =>
  BY_STRICTNESS.find(one => requirements.includes(one)) ?? 'encrypted'

const BY_STRICTNESS: readonly Requirement[] = ['customer_managed', 'encrypted', 'nothing']

const hasAll = (tags: readonly TagRecord[], wanted: readonly string[]): boolean =>
  wanted.every(word => {
    const at = word.indexOf('=')
    const [key, pattern] = at < 0 ? [word, '*'] : [word.slice(0, at), word.slice(at + 1)]
    return tags.some(({ TagKey, TagValue }) => TagKey === key && matchesGlob(pattern, TagValue))
  })
