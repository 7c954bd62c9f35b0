import { combine } from '../../access/combine.ts'
import type { Blocked } from '../../access/facts.ts'
import { notEvaluated } from '../../access/not-evaluated.ts'
import { requestContext, type RequestParts } from '../../access/request-context.ts'
import type { AccessLink, AccessRecord } from '../../model/assessments/access.ts'
import type { PolicyRequest } from '../../policy/request/request.ts'
import { type Answered, answerForKey, answerForSecret } from './answer-request.ts'
import type { FoundKey, PlaceKeys } from './find-keys.ts'
import type { FoundPrincipal } from './find-principals.ts'
import type { FoundSecret } from './find-secrets.ts'
import type { KeyFacts } from './key-facts.ts'
import { keyOfSecret } from './key-of-secret.ts'
import type { AccessQuestion } from './question.ts'

/** What all answers of a run share. */
export interface Targets {
  question: AccessQuestion
  places: readonly PlaceKeys[]
  factsOf(arn: string): KeyFacts
  now: number
}

/** Whether the principal can use the key as the question says. */
export async function answerAboutKey(
  principal: FoundPrincipal,
  { key, client, alias }: FoundKey,
  { question, factsOf, now }: Targets,
  elsewhere: Blocked | null,
): Promise<AccessRecord> {
  const { action, via, context } = question
  const { account, region } = client.place
  const facts = factsOf(key.arn)
  const request = requestOf(principal, action, key.arn, {
    owner: account,
    region,
    via,
    encryptionContext: null,
    resourceTags: null,
    more: { ...(await aboutKey(facts)), ...context },
    now,
  })
  const answered = await answerForKey(principal, request, facts, elsewhere)
  return {
    ...headOf(principal, client.place),
    target_type: 'key',
    target_arn: key.arn,
    target_name: alias,
    key_arn: key.arn,
    actions: [action],
    ...restOf(principal, answered, answered.doubtful),
  }
}

/**
 * Whether the principal can read the secret: Secrets Manager has to allow it, and KMS the decryption with its key, as
 * the principal.
 * https://docs.aws.amazon.com/secretsmanager/latest/userguide/security-encryption.html
 */
export async function answerAboutSecret(
  principal: FoundPrincipal,
  found: FoundSecret,
  { question, factsOf, places, now }: Targets,
): Promise<AccessRecord> {
  const { client, secret } = found
  const { account, region } = client.place
  const tags = Object.fromEntries(secret.tags.map(({ TagKey, TagValue }) => [TagKey, TagValue]))
  const parts = { owner: account, region, resourceTags: tags, encryptionContext: null, now }
  const more = { 'secretsmanager:SecretId': [secret.arn], ...question.context }
  const read = requestOf(principal, GET_SECRET_VALUE, secret.arn, { ...parts, via: null, more })
  const own = answerForSecret(principal, read, found.blocked, await found.policy())
  const key = keyOfSecret(secret, client.place, places)
  const answers: [Answered, ...Answered[]] = [await own, await ofKey()]
  const whole = combine(answers)
  return {
    ...headOf(principal, client.place),
    target_type: 'secret',
    target_arn: secret.arn,
    target_name: secret.name,
    key_arn: key.arn,
    actions: [GET_SECRET_VALUE, 'kms:Decrypt'],
    ...restOf(
      principal,
      whole,
      answers.flatMap(({ doubtful }) => doubtful),
    ),
  }

  async function ofKey(): Promise<Answered> {
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
    return answerForKey(principal, decrypt, facts, key.blocked)
  }
}

const GET_SECRET_VALUE = 'secretsmanager:GetSecretValue'

const unknownKey = (reason: string): Answered => ({
  answer: 'unknown',
  deciding: 'key_policy',
  reason,
  links: [{ link: 'key_policy', action: 'kms:Decrypt', decision: 'unknown', reason, statement: null }],
  doubtful: [],
})

function requestOf(
  { caller, tags }: FoundPrincipal,
  action: string,
  resource: string,
  parts: Omit<RequestParts, 'caller' | 'callerTags'>,
): PolicyRequest {
  return { action, resource, caller, context: requestContext(action, { ...parts, caller, callerTags: tags }) }
}

/** Condition keys about the key itself. */
async function aboutKey(facts: KeyFacts): Promise<Record<string, readonly string[]>> {
  const described = await facts.description()
  if (!described.known) return {}
  const { spec, usage, origin, multiRegion } = described.value
  return {
    'kms:KeySpec': [spec],
    'kms:KeyUsage': [usage],
    'kms:KeyOrigin': [origin],
    'kms:MultiRegion': [String(multiRegion !== null)],
  }
}

const isOrganization = ({ link, decision }: AccessLink): boolean => link === 'scp' && decision !== 'not_applicable'

const headOf = ({ caller }: FoundPrincipal, { account, region }: FoundKey['client']['place']) => ({
  principal_arn: caller.arn,
  principal_type: caller.type,
  account_id: account,
  region,
})

const restOf = (
  { caller }: FoundPrincipal,
  { answer, deciding, reason, links }: Omit<Answered, 'doubtful'>,
  doubtful: readonly string[],
) => ({
  answer,
  deciding_link: deciding,
  reason,
  links,
  not_evaluated: notEvaluated(caller.type, doubtful, links.some(isOrganization)),
  tried: null,
})
