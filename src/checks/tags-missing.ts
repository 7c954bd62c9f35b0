import { fail, type KeyCheck, notApplicable, pass, unknown } from './check.ts'
import { ofKeysThatStay } from './customer-keys.ts'
import { kmsCommand } from './remedy.ts'

const check: KeyCheck = {
  id: 'tags-missing',
  title: 'The key has the tags that you ask for',
  scope: 'key',
  severity: 'low',
  why: 'Tags tell who owns a key and who pays for it, and access may depend on them.',
  needs: ['tags'],
  judge: ofKeysThatStay((key, { settings, why }) => {
    if (settings.requiredTags.length === 0) return notApplicable('No tags are asked for.')
    if (key.key_manager === null) return unknown('Whether AWS manages the key is not known.')
    if (key.tags === null || key.tags === undefined) return unknown(why(key, 'kms:ListResourceTags'))
    const present = new Set(key.tags.map(({ TagKey }) => TagKey))
    const missing = settings.requiredTags.filter(tag => !present.has(tag))
    if (missing.length === 0) return pass
    const asked = settings.requiredTags.length
    return fail(
      `Has ${asked - missing.length} of the ${asked} tags asked for, not ${missing.join(', ')}.`,
      kmsCommand('tag-resource', key, '--tags', ...missing.map(asArgument)),
    )
  }),
}
export default check

/** Commas and equal signs mean something in the short form. */
const asArgument = (tag: string): string =>
  /^[\w.:/+@-]+$/.test(tag) ? `TagKey=${tag},TagValue=VALUE` : JSON.stringify({ TagKey: tag, TagValue: 'VALUE' })
