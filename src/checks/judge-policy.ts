import type { KeyRecord } from '../model/report.ts'
import { type KeyPolicy, keyPolicyOf } from '../policy/key-policy.ts'
import { type CheckContext, notApplicable, type Result, unknown } from './check.ts'
import { awsCommand } from './remedy.ts'

/** Hands a check the policy of a key, or says why there is none to judge. */
export function judgePolicy(key: KeyRecord, context: CheckContext, judge: (policy: KeyPolicy) => Result): Result {
  if (key.key_manager === 'AWS') return notApplicable('AWS writes the policies of its managed keys.')
  if (key.key_policy === undefined || key.key_policy === null) return unknown(context.why(key, 'kms:GetKeyPolicy'))
  const policy = keyPolicyOf(key.key_policy, { keyArn: key.key_arn, now: context.now })
  return policy.known ? judge(policy.value) : unknown(policy.why)
}

/** The commands between which somebody edits the policy; `edit` says how. */
export const editPolicy = (key: KeyRecord, edit: string): string =>
  `${policyCommand('get-key-policy', key, '--query', 'Policy', '--output', 'text')} > policy.json; ${edit}; ${putPolicy(key)}`

export const putPolicy = (key: KeyRecord): string =>
  policyCommand('put-key-policy', key, '--policy', 'file://policy.json')

const policyCommand = (operation: string, { key_id, region }: KeyRecord, ...more: readonly string[]): string =>
  awsCommand('kms', operation, '--key-id', key_id, '--region', region, '--policy-name', 'default', ...more)

/** `Statement 2 lets …` */
export const sentence = (parts: readonly string[]): string => {
  const text = parts.join('; ')
  return `${text.charAt(0).toUpperCase()}${text.slice(1)}.`
}
