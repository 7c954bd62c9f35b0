import type { KeyRecord } from '../../model/report/report.ts'
import { fail, type KeyCheck, pass, type Result, unknown } from '../check.ts'
import { forKeysNotPendingDeletion } from '../shared/customer-keys.ts'
import { fillIn, kmsCommand, type Word } from '../shared/remedy.ts'
import { templateChange } from '../shared/template.ts'

const check: KeyCheck = {
  id: 'tags-missing',
  title: 'KMS keys should be tagged',
  scope: 'key',
  severity: 'low',
  why: 'Tags show who owns a key and who pays for it, and access control can depend on them. Name the tags that you require with --require-tag.',
  docs: 'https://docs.aws.amazon.com/kms/latest/developerguide/tagging-keys.html',
  needs: ['tags'],
  judge: forKeysNotPendingDeletion((key, { settings, why }) => {
    if (key.key_manager === null) return unknown('The key manager is not known.')
    if (key.tags === null || key.tags === undefined) return unknown(why(key, 'kms:ListResourceTags'))
    const present = new Set(key.tags.map(({ TagKey }) => TagKey))
    return settings.requiredTags.length === 0
      ? requireAnyTag(key, present)
      : requireTags(key, present, settings.requiredTags)
  }),
}
export default check

const ADD_TAGS = templateChange('# Add the tags to Tags.', '# Add the tags to tags.')

/**
 * Judges a key if no tag is required by name. Any tag is then enough, as in the tagging controls of Security Hub.
 * https://docs.aws.amazon.com/securityhub/latest/userguide/standards-tagging.html
 */
function requireAnyTag(key: KeyRecord, present: ReadonlySet<string>): Result {
  if ([...present].some(tag => !isServiceTag(tag))) return pass
  const detail = present.size === 0 ? 'The key has no tags.' : 'The key has only tags that AWS services set.'
  return fail(detail, {
    remedy: kmsCommand('tag-resource', key, '--tags', fillIn('TAG', 'set TAG to TagKey=NAME,TagValue=VALUE')),
    template: ADD_TAGS,
  })
}

/**
 * Only AWS services can set tags with this prefix. https://docs.aws.amazon.com/tag-editor/latest/userguide/tagging.html
 */
const isServiceTag = (tag: string): boolean => tag.toLowerCase().startsWith('aws:')

function requireTags(key: KeyRecord, present: ReadonlySet<string>, asked: readonly string[]): Result {
  const missing = asked.filter(tag => !present.has(tag))
  if (missing.length === 0) return pass
  return fail(
    `The key has ${asked.length - missing.length} of ${asked.length} required tags. Missing: ${missing.join(', ')}.`,
    { remedy: kmsCommand('tag-resource', key, '--tags', ...missing.map(toArgument)), template: ADD_TAGS },
  )
}

/** Uses JSON for tag keys with special characters, because commas and equal signs separate parts of the short form. */
function toArgument(tag: string, index: number, { length }: readonly string[]): Word {
  const variable = length === 1 ? 'VALUE' : `VALUE_${index + 1}`
  const hint = `set ${variable} to the value of the tag`
  return /^[\w.:/+@-]+$/.test(tag)
    ? fillIn(variable, hint, `TagKey=${tag},TagValue=`)
    : fillIn(variable, hint, `{"TagKey":${JSON.stringify(tag)},"TagValue":"`, '"}')
}
