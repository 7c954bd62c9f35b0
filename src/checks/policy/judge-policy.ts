import type { KeyRecord } from '../../model/report.ts'
import { type KeyPolicy, keyPolicyOf } from '../../policy/key-policy.ts'
import { type CheckContext, type Fix, notApplicable, type Result, unknown } from '../check.ts'
import { awsCommand } from '../shared/remedy.ts'

/** Hands a check the policy of a key, or says why there is none to judge. */
export function judgePolicy(key: KeyRecord, context: CheckContext, judge: (policy: KeyPolicy) => Result): Result {
  if (key.key_manager === 'AWS') return notApplicable('AWS controls the policies of AWS managed keys.')
  if (key.key_policy === undefined || key.key_policy === null) return unknown(context.why(key, 'kms:GetKeyPolicy'))
  const policy = keyPolicyOf(key.key_policy, { keyArn: key.key_arn, now: context.now })
  return policy.known ? judge(policy.value) : unknown(policy.why)
}

/**
 * Commands that open the policy in an editor and put what was saved; `advice` says what to edit. Nothing is put when
 * a step fails or the file is unchanged.
 */
export const editPolicy = (key: KeyRecord, advice: string): Fix => ({
  remedy: [
    getPolicy(key),
    'cp policy.json policy.old.json',
    '"${EDITOR:-vi}" policy.json',
    '[ "$(cat policy.json)" != "$(cat policy.old.json)" ]',
    policyCommand('put-key-policy', key, '--policy', 'file://policy.json'),
  ].join(' && '),
  advice,
})

/** Saves the policy in a file. */
export const getPolicy = (key: KeyRecord): string =>
  `${policyCommand('get-key-policy', key, '--query', 'Policy', '--output', 'text')} > policy.json`

const policyCommand = (operation: string, { key_id, region }: KeyRecord, ...more: readonly string[]): string =>
  awsCommand('kms', operation, '--key-id', key_id, '--region', region, '--policy-name', 'default', ...more)

/** A sentence for each part: `Statement 2 allows … Statement 3 allows …` */
export const sentences = (parts: readonly string[]): string =>
  parts.map(text => `${text.charAt(0).toUpperCase()}${text.slice(1)}.`).join(' ')
