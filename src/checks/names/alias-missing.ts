import { mayHaveUnreadAlias } from './shared/alias-words.ts'
import { fail, type KeyCheck, pass, unknown } from '../check.ts'
import { forKeysNotPendingDeletion } from '../shared/customer-keys.ts'
import { createAlias } from '../shared/remedy.ts'
import { ALIAS_CHANGE } from '../shared/template.ts'

const check: KeyCheck = {
  id: 'alias-missing',
  title: 'KMS keys should have an alias',
  scope: 'key',
  severity: 'low',
  why: 'A key without an alias is hard to recognize. Teams keep paying for such keys because they cannot tell whether they are still needed.',
  docs: 'https://docs.aws.amazon.com/kms/latest/developerguide/kms-alias.html',
  needs: ['aliases'],
  judge: forKeysNotPendingDeletion((key, context) => {
    if (key.aliases.length > 0) return pass
    if (mayHaveUnreadAlias(key, context)) return unknown(context.why(key, 'kms:ListAliases'))
    return fail('The key has no alias.', { remedy: createAlias(key), template: ALIAS_CHANGE })
  }),
}
export default check
