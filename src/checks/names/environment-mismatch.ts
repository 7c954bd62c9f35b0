import type { TagRecord } from '../../model/report.ts'
import { areAliasesUnread, wordsOf } from './alias-words.ts'
import { fail, type KeyCheck, notApplicable, pass, unknown } from '../check.ts'
import { ofKeysThatStay } from '../shared/customer-keys.ts'
import { kmsCommand } from '../shared/remedy.ts'

const check: KeyCheck = {
  id: 'environment-mismatch',
  title: 'KMS aliases and tags should name the same environment',
  scope: 'key',
  severity: 'medium',
  why: 'Conflicting labels can lead someone to delete a production key, or to protect test data like production data.',
  needs: ['aliases', 'tags'],
  judge: ofKeysThatStay((key, context) => {
    const named = key.aliases.flatMap(alias => {
      const environment = environmentIn(alias)
      return environment === null ? [] : [{ alias, environment }]
    })
    if (named.length === 0 && areAliasesUnread(key, context)) return unknown(context.why(key, 'kms:ListAliases'))
    if (named.length === 0) return notApplicable('No alias indicates production or development.')
    if (key.tags === null || key.tags === undefined) return unknown(context.why(key, 'kms:ListResourceTags'))
    const tags = key.tags.filter(({ TagKey }) => TAG_KEYS.has(TagKey.toLowerCase()))
    if (!tags.some(({ TagValue }) => environmentIn(TagValue) !== null)) {
      return notApplicable('No tag indicates production or development.')
    }
    for (const { alias, environment } of named) {
      const other = tags.find(({ TagValue }) => isOther(environmentIn(TagValue), environment))
      if (other === undefined) continue
      return fail(
        `${alias} indicates ${environment}, but the tag ${text(other)} does not.`,
        kmsCommand('list-resource-tags', key),
      )
    }
    return pass
  }),
}
export default check

const TAG_KEYS: ReadonlySet<string> = new Set(['env', 'environment', 'stage'])

const text = ({ TagKey, TagValue }: TagRecord): string => `${TagKey}=${TagValue}`

const isOther = (one: string | null, other: string): boolean => one !== null && one !== other

/** Null: it names none, or both. */
function environmentIn(name: string): 'production' | 'development' | null {
  const words = wordsOf(name)
  let found: 'production' | 'development' | null = null
  for (const [index, word] of words.entries()) {
    const says = meaning(word, words[index - 1])
    if (says !== null && found !== null && says !== found) return null
    found ??= says
  }
  return found
}

function meaning(word: string, before: string | undefined): 'production' | 'development' | null {
  if (PRODUCTION.has(word)) return before !== undefined && NOT_QUITE.has(before) ? 'development' : 'production'
  return DEVELOPMENT.has(word) ? 'development' : null
}

const PRODUCTION: ReadonlySet<string> = new Set(['prd', 'prod', 'production'])
const NOT_QUITE: ReadonlySet<string> = new Set(['no', 'non', 'not', 'pre'])
const DEVELOPMENT: ReadonlySet<string> = new Set(
  'dev devel development nonprod nonproduction preprod qa sandbox sbx staging stg test testing uat'.split(' '),
)
