import type { TagRecord } from '../../model/report/report.ts'
import { mayHaveUnreadAlias, wordsInName } from './shared/alias-words.ts'
import { fail, type KeyCheck, notApplicable, pass, unknown } from '../check.ts'
import { forKeysNotPendingDeletion } from '../shared/customer-keys.ts'
import { kmsCommand } from '../shared/remedy.ts'
import { templateChange } from '../shared/template.ts'

const check: KeyCheck = {
  id: 'environment-mismatch',
  title: 'KMS aliases and tags should name the same environment',
  scope: 'key',
  severity: 'medium',
  why: 'Conflicting labels can lead someone to delete a production key, or to protect test data like production data.',
  docs: 'https://docs.aws.amazon.com/kms/latest/developerguide/tagging-keys.html',
  needs: ['aliases', 'tags'],
  judge: forKeysNotPendingDeletion((key, context) => {
    const named = key.aliases.flatMap(alias => {
      const environment = environmentIn(alias)
      return environment === null ? [] : [{ alias, environment }]
    })
    if (named.length === 0 && mayHaveUnreadAlias(key, context)) return unknown(context.why(key, 'kms:ListAliases'))
    if (named.length === 0) return notApplicable('No alias indicates production or development.')
    if (key.tags === null || key.tags === undefined) return unknown(context.why(key, 'kms:ListResourceTags'))
    const tags = key.tags.filter(({ TagKey }) => TAG_KEYS.has(TagKey.toLowerCase()))
    if (!tags.some(({ TagValue }) => environmentIn(TagValue) !== null)) {
      return notApplicable('No tag indicates production or development.')
    }
    for (const { alias, environment } of named) {
      const other = tags.find(({ TagValue }) => conflicts(environmentIn(TagValue), environment))
      if (other === undefined) continue
      return fail(`${alias} indicates ${environment}, but the tag ${tagText(other)} does not.`, {
        remedy: kmsCommand('list-resource-tags', key),
        template: CORRECT_LABELS,
      })
    }
    return pass
  }),
}
export default check

const CORRECT_LABELS = templateChange(
  '# Correct Tags, or AliasName of the AWS::KMS::Alias.',
  '# Correct tags, or name of the aws_kms_alias.',
)

const TAG_KEYS: ReadonlySet<string> = new Set(['env', 'environment', 'stage'])

const tagText = ({ TagKey, TagValue }: TagRecord): string => `${TagKey}=${TagValue}`

const conflicts = (one: string | null, other: string): boolean => one !== null && one !== other

/** Returns the environment that a name indicates. Null: it indicates none, or both. */
function environmentIn(name: string): 'production' | 'development' | null {
  const words = wordsInName(name)
  let found: 'production' | 'development' | null = null
  for (const [index, word] of words.entries()) {
    const environment = environmentOfWord(word, words[index - 1])
    if (environment !== null && found !== null && environment !== found) return null
    found ??= environment
  }
  return found
}

function environmentOfWord(word: string, before: string | undefined): 'production' | 'development' | null {
  if (PRODUCTION.has(word)) return before !== undefined && NEGATING.has(before) ? 'development' : 'production'
  return DEVELOPMENT.has(word) ? 'development' : null
}

const PRODUCTION: ReadonlySet<string> = new Set(['prd', 'prod', 'production'])
const NEGATING: ReadonlySet<string> = new Set(['no', 'non', 'not', 'pre'])
const DEVELOPMENT: ReadonlySet<string> = new Set(
  'dev devel development nonprod nonproduction preprod qa sandbox sbx staging stg test testing uat'.split(' '),
)
