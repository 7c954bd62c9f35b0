import { AuditError } from '../lib/process/exit.ts'
import { matchesGlob } from '../lib/text/glob.ts'
import { joinWithOr } from '../lib/text/lists.ts'
import { quoted } from '../lib/text/quoted.ts'
import { closestWord, didYouMean } from '../lib/text/suggest.ts'
import { isBlank, Mistake, mistake, parseYaml, readFields, readTexts } from '../lib/text/yaml-fields.ts'
import { ACCOUNT_ID } from '../model/account-id.ts'
import type { EncryptionPolicy, EncryptionPolicyRule, Requirement } from '../model/encryption.ts'

/**
 * Reads a policy for encryption, in YAML or JSON.
 *
 * @param types IDs of types that rules may name
 * @param file names the policy in errors
 * @throws AuditError (wrong usage) with the file and the field
 */
export function readEncryptionPolicy(text: string, types: readonly string[], file: string): EncryptionPolicy {
  try {
    return parsePolicy(text, types)
  } catch (error) {
    if (!(error instanceof Mistake)) throw error
    const { hint, cause } = error
    const message = `${file}: ${error.about('the policy')}`
    throw new AuditError('usage', message, { ...(hint === undefined ? {} : { hint }), cause })
  }
}

const WORDS: Readonly<Record<string, Requirement>> = {
  encrypted: 'encrypted',
  'customer-managed': 'customer_managed',
  nothing: 'nothing',
}

function parsePolicy(text: string, types: readonly string[]): EncryptionPolicy {
  const root = readFields(parseYaml(text), '', ['require', 'accounts', 'rules'])
  if (Object.values(root).every(isBlank)) throw mistake('', 'requires nothing', 'Write require or rules.')
  const accounts = readTexts(root['accounts'], 'accounts')
  const wrong = accounts.find(account => !ACCOUNT_ID.test(account))
  if (wrong !== undefined)
    throw mistake('accounts', `has ${quoted(wrong)}, which is not an account id of twelve digits`)
  const { rules } = root
  if (!isBlank(rules) && !Array.isArray(rules)) throw mistake('rules', 'is not a list')
  return {
    require: isBlank(root['require']) ? 'encrypted' : readRequirement(root['require'], 'require'),
    accounts,
    rules: ((rules ?? []) as unknown[]).map((rule, index) => readRule(rule, `rules[${index}]`, types)),
  }
}

function readRule(value: unknown, at: string, types: readonly string[]): EncryptionPolicyRule {
  const fields = readFields(value, at, ['require', 'types', 'tags'])
  if (isBlank(fields['require'])) throw mistake(at, 'has no require', REQUIREMENT_HINT)
  const tags = readTexts(fields['tags'], `${at}.tags`)
  const wrong = tags.find(tag => tag.startsWith('='))
  if (wrong !== undefined)
    throw mistake(`${at}.tags`, `has ${quoted(wrong)}, which names no tag`, 'Write team=payments.')
  return {
    require: readRequirement(fields['require'], `${at}.require`),
    types: readTexts(fields['types'], `${at}.types`).flatMap(pattern => matchingTypes(pattern, `${at}.types`, types)),
    tags,
  }
}

function readRequirement(value: unknown, at: string): Requirement {
  const found = typeof value === 'string' ? WORDS[value.trim().replaceAll('_', '-')] : undefined
  if (found === undefined) throw mistake(at, 'is not a requirement', REQUIREMENT_HINT)
  return found
}

const REQUIREMENT_HINT = `Use ${joinWithOr(Object.keys(WORDS))}.`

/** A glob that matches no type is a mistake, since its rule would never apply. */
function matchingTypes(pattern: string, at: string, types: readonly string[]): string[] {
  const found = types.filter(type => matchesGlob(pattern, type))
  if (found.length > 0) return found
  const hint = didYouMean(closestWord(pattern, types)).hint ?? 'See the list of types: .github/guide/dependents.md.'
  throw mistake(at, `has an unknown type ${quoted(pattern)}`, hint)
}
