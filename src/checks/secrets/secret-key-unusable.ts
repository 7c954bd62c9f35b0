import type { SecretKeyRecord, SecretRecord } from '../../model/assessments/secrets.ts'
import { type Fix, fail, notApplicable, pass, unknown } from '../check.ts'
import { cancelDeletion, kmsCommand } from '../shared/remedy.ts'
import { aheadText, toInstant } from '../shared/times.ts'
import { whyKeyUnknown } from './shared/why-key-unknown.ts'
import { eachSecret, type SecretsCheck } from './shared/each-secret.ts'

const check: SecretsCheck = {
  id: 'secret-key-unusable',
  title: 'KMS keys of Secrets Manager secrets should be enabled',
  severity: 'high',
  why: 'Secrets Manager decrypts a secret with its KMS key at each read. While the key is disabled or pending deletion, no principal can read the secret. Once the key is deleted, the value is lost.',
  docs: 'https://docs.aws.amazon.com/secretsmanager/latest/userguide/security-encryption.html',
  judge: eachSecret((secret, { now }, { gaps }) => {
    const { key, deleted_at: deleted } = secret
    if (deleted !== null) return notApplicable('The secret is scheduled for deletion.')
    if (key.id === null || key.kind === 'aws_managed') return pass
    if (key.state === null) return unknown(whyKeyUnknown(secret, gaps))
    if (key.state === 'Enabled') return pass
    const date = toInstant(key.deletion_date)
    const when = date === null ? '' : `, and will be deleted on ${aheadText(date, now)}`
    const detail =
      key.state === 'NotFound'
        ? `KMS does not know its key ${key.id}. The secret can no longer be read.`
        : `Its key ${key.arn ?? key.id} has the state ${key.state}${when}. The secret cannot be read.`
    return fail(detail, fixOf(secret))
  }),
}
export default check

function fixOf({ key, region, account_id }: SecretRecord): Fix {
  if (key.kind === 'other_account')
    return { remedy: '', advice: `The key belongs to another account than ${account_id}: ask its owner.` }
  const key_id = idOf(key)
  if (key.state === 'Disabled') return { remedy: kmsCommand('enable-key', { key_id, region }) }
  if (key.state === 'PendingDeletion') return { remedy: cancelDeletion({ key_id, region }) }
  if (key.state === 'NotFound')
    return {
      remedy: '',
      advice: 'Store the value again, in a secret with another key. A deleted key does not come back.',
    }
  if (key.state === 'Unavailable')
    return {
      remedy: kmsCommand('describe-key', { key_id, region }),
      advice: 'The custom key store of the key is not connected. Connect it again.',
    }
  return { remedy: kmsCommand('describe-key', { key_id, region }) }
}

const idOf = ({ arn, id }: SecretKeyRecord): string => arn?.slice(arn.lastIndexOf('/') + 1) ?? id ?? ''
