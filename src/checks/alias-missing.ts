import { areAliasesUnread } from './alias-words.ts'
import { fail, type KeyCheck, pass, unknown } from './check.ts'
import { ofKeysThatStay } from './customer-keys.ts'
import { awsCommand, fillIn } from './remedy.ts'

const check: KeyCheck = {
  id: 'alias-missing',
  title: 'The key has a name',
  scope: 'key',
  severity: 'low',
  why: 'A key without an alias is a number that nobody dares to delete.',
  needs: ['aliases'],
  judge: ofKeysThatStay((key, context) => {
    if (key.aliases.length > 0) return pass
    if (areAliasesUnread(key, context)) return unknown(context.why(key, 'kms:ListAliases'))
    const { key_id, region } = key
    return fail(
      'The key has no alias.',
      awsCommand(
        'kms',
        'create-alias',
        '--alias-name',
        fillIn('PURPOSE', 'set PURPOSE to what the key is for', 'alias/'),
        '--target-key-id',
        key_id,
        '--region',
        region,
      ),
    )
  }),
}
export default check
