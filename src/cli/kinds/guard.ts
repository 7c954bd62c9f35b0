import { BadValue, type Kind, list, textLike } from './kind.ts'

const PRINCIPAL_PATTERN = /^arn:[\w-]+:iam::(?:\d{12}|\*):(?:root|(?:role|user)\/[\w+=,.@/*?-]+)$/
const SESSION_ARN = /^arn:[\w-]+:sts::\d{12}:assumed-role\//
const EXPECTED = 'ARNs of roles or users, such as arn:aws:iam::111122223333:role/KeyAdmin'

/** ARNs as a condition on `aws:PrincipalArn` compares them: with `*` and `?`. */
export const principalArns: Kind<readonly string[]> = words => {
  const items = list(EXPECTED)(words)
  const wrong = items.find(item => !PRINCIPAL_PATTERN.test(item))
  if (wrong === undefined) return items
  // The request of a session carries the ARN of its role.
  if (SESSION_ARN.test(wrong)) throw new BadValue('ARNs of roles and not of their sessions', wrong)
  throw new BadValue(EXPECTED, wrong)
}

/** `Environment=Production` */
export const tagPair: Kind<{ key: string; value: string }> = words => {
  const [, key, value] = /^([^=]{1,128})=(.{1,256})$/.exec(words.at(-1)?.trim() ?? '') ?? []
  if (key === undefined || value === undefined)
    throw new BadValue('a tag such as Environment=Production', words.at(-1) ?? '')
  return { key, value }
}

/** A Sid of a service control policy has letters and digits only. */
export const statementId: Kind<string> = textLike('a Sid of up to 50 letters and digits', /^[A-Za-z0-9]{1,50}$/)

const KEY_ARN = /^arn:[\w-]+:kms:[a-z0-9-]+:\d{12}:key\/[\w-]+$/
const KEY_ID = /^(?:mrk-[0-9a-f]{32}|[0-9a-f]{8}(?:-[0-9a-f]{4}){3}-[0-9a-f]{12})$/

/** The key of a topic, as SNS takes it. The policy of an AWS managed key does not allow EventBridge to use it. */
export const topicKey: Kind<{ arn: string } | { alias: string } | { id: string }> = words => {
  const word = words.at(-1)?.trim() ?? ''
  if (word.startsWith('alias/aws/'))
    throw new BadValue('a customer managed key', word, {
      hint: 'EventBridge cannot publish to a topic that is encrypted with an AWS managed key.',
    })
  if (KEY_ARN.test(word)) return { arn: word }
  if (KEY_ID.test(word)) return { id: word }
  if (/^alias\/[\w/-]+$/.test(word)) return { alias: word }
  throw new BadValue('a whole key ARN, key ID or alias such as alias/alerts', word)
}
