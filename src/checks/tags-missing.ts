import type { KeyRecord } from '../model/report.ts'
import { fail, type KeyCheck, pass, type Result, unknown } from './check.ts'
import { ofKeysThatStay } from './customer-keys.ts'
import { kmsCommand } from './remedy.ts'

const check: KeyCheck = {
  id: 'tags-missing',
  title: 'The key has a tag, or all the tags that you ask for',
  scope: 'key',
  severity: 'low',
  why: 'Tags tell who owns a key and who pays for it, and access may depend on them.',
  needs: ['tags'],
  judge: ofKeysThatStay((key, { settings, why }) => {
    if (key.key_manager === null) return unknown('Whether AWS manages the key is not known.')
    if (key.tags === null || key.tags === undefined) return unknown(why(key, 'kms:ListResourceTags'))
    const present = new Set(key.tags.map(({ TagKey }) => TagKey))
    return settings.requiredTags.length === 0 ? judgeAny(key, present) : judgeAll(key, present, settings.requiredTags)
  }),
}
export default check

/**
 * One tag is enough where nobody says which, as for the tagging controls of Security Hub:
 * https://docs.aws.amazon.com/securityhub/latest/userguide/standards-tagging.html
 */
function judgeAny(key: KeyRecord, present: ReadonlySet<string>): Result {
  if ([...present].some(tag => !isOfService(tag))) return pass
  const detail = present.size === 0 ? 'The key has no tag.' : 'The key has no tag but those that AWS services set.'
  return fail(detail, kmsCommand('tag-resource', key, '--tags', 'TagKey=NAME,TagValue=VALUE'))
}

/** Nobody else may begin a name so. https://docs.aws.amazon.com/tag-editor/latest/userguide/tagging.html */
const isOfService = (tag: string): boolean => tag.toLowerCase().startsWith('aws:')

function judgeAll(key: KeyRecord, present: ReadonlySet<string>, asked: readonly string[]): Result {
  const missing = asked.filter(tag => !present.has(tag))
  if (missing.length === 0) return pass
  return fail(
    `Has ${asked.length - missing.length} of the ${asked.length} tags asked for, not ${missing.join(', ')}.`,
    kmsCommand('tag-resource', key, '--tags', ...missing.map(asArgument)),
  )
}

/** Commas and equal signs mean something in the short form. */
const asArgument = (tag: string): string =>
  /^[\w.:/+@-]+$/.test(tag) ? `TagKey=${tag},TagValue=VALUE` : JSON.stringify({ TagKey: tag, TagValue: 'VALUE' })
