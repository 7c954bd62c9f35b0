import { combine, either } from '../../access/combine.ts'
import type { AccessRecord, AccessTrial } from '../../model/assessments/access.ts'
import { type Answered, answerForKey, answerForSecret } from './answer-request.ts'
import type { FoundPrincipal } from './find-principals.ts'
import type { FoundSecret } from './find-secrets.ts'
import { keyOfSecret } from './key-of-secret.ts'
import { aboutKey, headOf, requestOf, restOf, type Targets } from './record-parts.ts'

/**
 * Whether the principal can read the secret: Secrets Manager has to allow it, and KMS the decryption with its key, as
 * the principal. The value can be encrypted with several keys, of which one is enough.
 * https://docs.aws.amazon.com/secretsmanager/latest/userguide/security-encryption.html
 */
export async function answerAboutSecret(
  principal: FoundPrincipal,
  found: FoundSecret,
  { question, factsOf, places, now, tryAccess }: Targets,
): Promise<AccessRecord> {
  const { place, secret } = found
  const { account, region } = place
  const tags = Object.fromEntries(secret.tags.map(({ TagKey, TagValue }) => [TagKey, TagValue]))
  const parts = { owner: account, region, resourceTags: tags, encryptionContext: null, now }
  const more = { 'secretsmanager:SecretId': [secret.arn], ...question.context }
  const read = requestOf(principal, GET_SECRET_VALUE, secret.arn, { ...parts, via: null, more })
  const own = answerForSecret(principal, read, found.blocked, await found.policy())
  const named = await found.valueKeys()
  const ofKeys = named.known ? await Promise.all(named.value.map(ofKey)) : []
  const [first = unknownKey(named.known ? NO_KEY : named.why), ...others] = ofKeys
  const decrypted = either([first, ...others])
  const answers: [Answered, ...Answered[]] = [await own, decrypted]
  const whole = combine(answers)
  const tried = await tryKey(decrypted.keyArn)
  return {
    ...headOf(principal, place),
    target_type: 'secret',
    target_arn: secret.arn,
    target_name: secret.name,
    key_arn: decrypted.keyArn,
    actions: [GET_SECRET_VALUE, 'kms:Decrypt'],
    ...restOf(
      principal,
      whole,
      answers.flatMap(({ doubtful }) => doubtful),
      named.known ? [] : [{ name: 'keys of the value of the secret', reason: named.why }],
    ),
    tried,
  }

  /** Only Secrets Manager can call KMS for the role, so a refusal of the role itself does not decide. */
  async function tryKey(keyArn: string | null): Promise<AccessTrial | null> {
    if (keyArn === null || tryAccess === null) return null
    const encryptionContext = { SecretARN: secret.arn }
    const trial = await tryAccess(principal, place, { action: 'kms:Decrypt', keyArn, encryptionContext })
    if (trial.answer !== 'denied') return trial
    return {
      ...trial,
      answer: 'unknown',
      message: `KMS refuses the role itself, not through Secrets Manager: ${trial.message}`,
    }
  }

  async function ofKey(name: string | null): Promise<AnsweredByKey> {
    const key = await keyOfSecret(name, place, places)
    if (key.arn === null) return unknownKey(key.why)
    const facts = factsOf(key.arn)
    const decrypt = requestOf(principal, 'kms:Decrypt', key.arn, {
      ...parts,
      owner: key.arn.split(':')[4] ?? '',
      resourceTags: null,
      via: 'secretsmanager',
      encryptionContext: { SecretARN: secret.arn, SecretVersionId: null },
      more: { ...(await aboutKey(facts)), ...question.context },
    })
    return { ...(await answerForKey(principal, decrypt, facts, key.blocked)), keyArn: key.arn }
  }
}

const GET_SECRET_VALUE = 'secretsmanager:GetSecretValue'

interface AnsweredByKey extends Answered {
  keyArn: string | null
}

const NO_KEY = 'Secrets Manager names no key that encrypts the value of the secret.'

const unknownKey = (reason: string): AnsweredByKey => ({
  answer: 'unknown',
  deciding: 'key_policy',
  reason,
  links: [{ link: 'key_policy', action: 'kms:Decrypt', decision: 'unknown', reason, statement: null }],
  doubtful: [],
  keyArn: null,
})
