import { isUsable, isValueReadable } from './shared/usable-keys.ts'
import type { SecretKeyRecord, SecretRecord } from '../../model/assessments/secrets.ts'
import { type Fix, fail, notApplicable, pass, unknown } from '../check.ts'
import { cancelDeletion, kmsCommand } from '../shared/remedy.ts'
import { aheadText, toInstant } from '../shared/times.ts'
import type { Instant } from '../../model/time.ts'
import { eachSecret, type SecretsCheck } from './shared/each-secret.ts'
import { whyKeyUnknown } from './shared/why-key-unknown.ts'

const check: SecretsCheck = {
  id: 'secret-key-unusable',
  title: 'KMS keys of Secrets Manager secrets should be enabled',
  severity: 'high',
  why: 'Secrets Manager decrypts a secret with its KMS key at each read. While the key is disabled or pending deletion, no principal can read the secret. Once the key is deleted, the value is lost.',
  docs: 'https://docs.aws.amazon.com/secretsmanager/latest/userguide/manage_update-encryption-key.html',
  judge: eachSecret((secret, { now, why }, { gaps }) => {
    const { key, value_keys: keys, deleted_at: deleted } = secret
    if (deleted !== null) return notApplicable('The secret is scheduled for deletion.')
    const isReadable = isValueReadable(keys)
    const [first] = keys?.filter(each => isUsable(each) === false) ?? []
    if (isReadable === false && first !== undefined)
      return fail(`The secret cannot be read: ${stateText(first, now)}`, fixOf(secret, first))
    // A key that is used for new values only stops rotations and changes.
    if (isUsable(key) === false)
      return fail(`No new value can be stored: ${stateText(key, now)}`, fixOf(secret, key), 'medium')
    if (keys === null)
      return unknown(
        why(secret, ['secretsmanager:ListSecretVersionIds']) ??
          'Secrets Manager does not say which keys encrypt the current value.',
      )
    const unread = isReadable === null ? keys.find(each => isUsable(each) === null) : key
    return isReadable === null || isUsable(key) === null ? unknown(whyKeyUnknown(secret, unread ?? key, gaps)) : pass
  }),
}
export default check

/** `key arn:… has the state Disabled.` */
function stateText({ state, arn, id, deletion_date: deletion }: SecretKeyRecord, now: Instant): string {
  if (state === 'NotFound') return `KMS does not know the key ${id}.`
  const date = toInstant(deletion)
  const when = date === null ? '' : `, and KMS deletes it on ${aheadText(date, now)}`
  return `the key ${arn ?? id} has the state ${state}${when}.`
}

function fixOf({ region, account_id }: SecretRecord, key: SecretKeyRecord): Fix {
  if (key.kind === 'other_account')
    return { remedy: '', advice: `The key belongs to another account than ${account_id}: ask its owner.` }
  const key_id = idOf(key)
  if (key.state === 'Disabled') return { remedy: kmsCommand('enable-key', { key_id, region }) }
  if (key.state === 'PendingDeletion') return { remedy: cancelDeletion({ key_id, region }) }
  if (key.state === 'NotFound')
    return {
      remedy: '',
      advice: key_id.includes('alias/')
        ? 'Choose another key for new values with aws secretsmanager update-secret.'
        : 'Choose another key with aws secretsmanager update-secret, and store the value again. A deleted key does not come back.',
    }
  if (key.state === 'Unavailable')
    return {
      remedy: kmsCommand('describe-key', { key_id, region }),
      advice: 'The custom key store of the key is not connected. Connect it again.',
    }
  return { remedy: kmsCommand('describe-key', { key_id, region }) }
}

const idOf = ({ arn, id }: SecretKeyRecord): string =>
  arn?.slice(arn.lastIndexOf('/') + 1) ?? id?.replace(/^arn:.*?:(?=alias\/)/, '') ?? ''
