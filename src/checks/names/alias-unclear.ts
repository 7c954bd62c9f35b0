import { mayHaveUnreadAlias, wordsInName } from './shared/alias-words.ts'
import { fail, type KeyCheck, notApplicable, pass, unknown } from '../check.ts'
import { forKeysNotPendingDeletion } from '../shared/customer-keys.ts'
import { createAlias } from '../shared/remedy.ts'
import { ALIAS_CHANGE } from '../shared/template.ts'

const check: KeyCheck = {
  id: 'alias-unclear',
  title: 'KMS aliases should describe the purpose of the key',
  scope: 'key',
  severity: 'info',
  why: 'An alias such as alias/key1 does not show which data depends on the key.',
  docs: 'https://docs.aws.amazon.com/kms/latest/developerguide/kms-alias.html',
  needs: ['aliases'],
  judge: forKeysNotPendingDeletion((key, context) => {
    const { aliases } = key
    if (aliases.length === 0 && mayHaveUnreadAlias(key, context)) return unknown(context.why(key, 'kms:ListAliases'))
    if (aliases.length === 0) return notApplicable('The key has no alias.')
    if (!aliases.every(isUnclear)) return pass
    return fail(`${aliases.join(', ')} ${aliases.length === 1 ? 'does' : 'do'} not describe the purpose of the key.`, {
      remedy: createAlias(key),
      template: ALIAS_CHANGE,
    })
  }),
}
export default check

const isUnclear = (alias: string): boolean =>
  UUID.test(alias) || wordsInName(alias).every(word => word.length === 1 || /^[kv]?\d+$/.test(word) || VAGUE.has(word))

const UUID = /^alias\/(?:mrk-)?[0-9a-f]{8}-?(?:[0-9a-f]{4}-?){3}[0-9a-f]{12}$|^alias\/mrk-[0-9a-f]{32}$/i

const VAGUE: ReadonlySet<string> = new Set(
  `a abc alias asymmetric aws bar baz cmk copy crypto customer data default demo encrypt encryption example final first
  foo hello hmac key keys kms managed master my mycmk mykey mykms name new newkey old rsa sample second some symmetric
  temp test testing testkey tests the tmp tst untitled v xxx xyz`.split(/\s+/),
)
