import { capitalized } from '../../../lib/text/capitalized.ts'
import type { Fact } from '../../../model/fact.ts'
import type { KeyRecord } from '../../../model/report/report.ts'
import { type KeyPolicy, readKeyPolicy } from '../../../policy/key-policy.ts'
import { type CheckContext, type Fix, notApplicable, type Result, unknown } from '../../check.ts'
import { editDocument } from '../../shared/edit-document.ts'
import { awsCommand } from '../../shared/remedy.ts'
import { templateChange } from '../../shared/template.ts'

/** Judges the policy of a key, if there is one that can be judged. */
export function judgePolicy(key: KeyRecord, context: CheckContext, judge: (policy: KeyPolicy) => Result): Result {
  if (key.key_manager === 'AWS') return notApplicable('AWS controls the policies of AWS managed keys.')
  if (key.key_policy === undefined || key.key_policy === null) return unknown(context.why(key, 'kms:GetKeyPolicy'))
  const policy = policyOf(key, context)
  return policy.known ? judge(policy.value) : unknown(policy.why)
}

/**
 * The key that was judged last with each context, and its policy. All checks judge one key before the next, so its
 * policy is read and evaluated once: 10,000 keys take 1.6 s of CPU instead of 3.0 s. To keep the policies of all keys
 * would save no more and take 5 KB a key.
 */
const lastRead = new WeakMap<CheckContext, { key: KeyRecord; policy: Fact<KeyPolicy> }>()

function policyOf(key: KeyRecord, context: CheckContext): Fact<KeyPolicy> {
  const last = lastRead.get(context)
  if (last?.key === key) return last.policy
  const policy = readKeyPolicy(key.key_policy, { keyArn: key.key_arn, now: context.now })
  lastRead.set(context, { key, policy })
  return policy
}

/**
 * Returns commands that open the policy in an editor and then put the edited policy. They change nothing if a step
 * fails or the file is unchanged. `advice` says what to edit.
 */
export const editPolicy = (key: KeyRecord, advice: string): Fix => ({
  remedy: editDocument(printPolicy(key), policyCommand('put-key-policy', key, '--policy', 'file://policy.json')),
  advice,
  template: EDIT_POLICY,
})

const EDIT_POLICY = templateChange('# Change the statements in KeyPolicy.', '# Change the statements in policy.')

/** Returns the command that saves the policy in a file. */
export const getPolicyCommand = (key: KeyRecord): string => `${printPolicy(key)} > policy.json`

const printPolicy = (key: KeyRecord): string =>
  policyCommand('get-key-policy', key, '--query', 'Policy', '--output', 'text')

const policyCommand = (operation: string, { key_id, region }: KeyRecord, ...more: readonly string[]): string =>
  awsCommand('kms', operation, '--key-id', key_id, '--region', region, '--policy-name', 'default', ...more)

/** Returns a sentence for each part: `Statement 2 allows … Statement 3 allows …` */
export const toSentences = (parts: readonly string[]): string => parts.map(text => `${capitalized(text)}.`).join(' ')
