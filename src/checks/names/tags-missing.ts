import type { KeyRecord } from '../../model/report.ts'
import { fail, type KeyCheck, pass, type Result, unknown } from '../check.ts'
import { ofKeysThatStay } from '../shared/customer-keys.ts'
import { fillIn, kmsCommand, type Word } from '../shared/remedy.ts'

const check: KeyCheck = {
  id: 'tags-missing',
  title: 'KMS keys should be tagged',
  scope: 'key',
  severity: 'low',
  why: 'Tags show who owns a key and who pays for it, and access control can depend on them. Name the tags that you require with --require-tag.',
  needs: ['tags'],
  judge: ofKeysThatStay((key, { settings, why }) => {
    if (key.key_manager === null) return unknown('The key manager is not known.')
    if (key.tags === null || key.tags === undefined) return unknown(why(key, 'kms:ListResourceTags'))
    const present = new Set(key.tags.map(({ TagKey }) => TagKey))
    return settings.requiredTags.length === 0 ? judgeAny(key, present) : judgeAll(key, present, settings.requiredTags)
  }),
}
export default check

/**
 * Any tag is enough where no tag is required by name, as for the tagging controls of Security Hub:
 * https://docs.aws.amazon.com/securityhub/latest/userguide/standards-tagging.html
 */
function judgeAny(key: KeyRecord, present: ReadonlySet<string>): Result {
  if ([...present].some(tag => !isOfService(tag))) return pass
  const detail = present.size === 0 ? 'The key has no tags.' : 'The key has only tags that AWS services set.'
  return fail(detail, kmsCommand('tag-resource', key, '--tags', fillIn('TAG', 'set TAG to TagKey=NAME,TagValue=VALUE')))
}

/** Only AWS can use this prefix. https://docs.aws.amazon.com/tag-editor/latest/userguide/tagging.html */
const isOfService = (tag: string): boolean => tag.toLowerCase().startsWith('aws:')

function judgeAll(key: KeyRecord, present: ReadonlySet<string>, asked: readonly string[]): Result {
  const missing = asked.filter(tag => !present.has(tag))
  if (missing.length === 0) return pass
  return fail(
    `The key has ${asked.length - missing.length} of ${asked.length} required tags. Missing: ${missing.join(', ')}.`,
    kmsCommand('tag-resource', key, '--tags', ...missing.map(asArgument)),
  )
}

/** The short form gives commas and equal signs a meaning, so that other names are written as JSON. */
function asArgument(tag: string, index: number, { length }: readonly string[]): Word {
  const variable = length === 1 ? 'VALUE' : `VALUE_${index + 1}`
  const hint = `set ${variable} to the value of the tag`
  return /^[\w.:/+@-]+$/.test(tag)
    ? fillIn(variable, hint, `TagKey=${tag},TagValue=`)
    : fillIn(variable, hint, `{"TagKey":${JSON.stringify(tag)},"TagValue":"`, '"}')
}
