import { matchesGlob } from '../../lib/text/glob.ts'
import type { GuardTerms } from '../../model/retirement/guard.ts'
import type { Instant } from '../../model/time.ts'
import type { Access } from '../../policy/access/access.ts'
import { type KeyPolicy, readKeyPolicy } from '../../policy/key-policy.ts'
import {
  type ActionSet,
  DISABLE_KEY,
  NO_ACTIONS,
  PUT_POLICY,
  SCHEDULE_DELETION,
} from '../../policy/statements/actions.ts'

/** KMS refuses a longer policy. https://docs.aws.amazon.com/kms/latest/developerguide/resource-limits.html */
const LONGEST_POLICY = 32_768

/** Returns what to consider before the policy with a guard is put, such as that no principal could delete the key any more. */
export function lockoutWarnings(
  { before, after }: { before: unknown; after: unknown },
  terms: GuardTerms,
  keyArn: string,
  now: Instant,
): string[] {
  const [old, merged] = [before, after].map(document => readKeyPolicy(document, { keyArn, now }))
  if (!old?.known || !merged?.known)
    return ['The key policy could not be read as a whole. Review the result with care.']
  const account = keyArn.split(':')[4] ?? ''
  const size = new TextEncoder().encode(JSON.stringify(after)).length
  return [
    ...foreignWarnings(terms, keyArn),
    ...(isLost(old.value, merged.value, SCHEDULE_DELETION | DISABLE_KEY, account)
      ? [
          'This guard would lock out everybody: with it, the key policy allows nobody to disable or delete the key. ' +
            'Name a role that the key policy, or an IAM policy in this account, allows to do so.',
        ]
      : []),
    ...(canAnyone(merged.value, PUT_POLICY, account)
      ? []
      : ['The key policy allows nobody in this account to change it, so it cannot be put. Ask AWS Support.']),
    ...(size > LONGEST_POLICY
      ? [`The policy would have ${size} bytes, and KMS accepts at most ${LONGEST_POLICY}.`]
      : []),
  ]
}

const isLost = (before: KeyPolicy, after: KeyPolicy, actions: ActionSet, account: string): boolean =>
  canAnyone(before, actions, account) && !canAnyone(after, actions, account)

const canAnyone = ({ access }: KeyPolicy, actions: ActionSet, account: string): boolean =>
  access.some(one => (one.actions & actions) !== NO_ACTIONS && isUsableFrom(one, account))

/** Other accounts and services cannot manage a key. */
function isUsableFrom({ principal, accounts, limits }: Access, account: string): boolean {
  if (accounts !== null && !accounts.includes(account)) return false
  const named = limits.flatMap(({ identities }) => (identities === null ? [] : [identities]))
  if (named.some(arns => !arns.some(arn => isOf(arn, account)))) return false
  return principal.kind === 'account' || principal.kind === 'identity' || principal.kind === 'everyone'
}

/** Whether a pattern for ARNs can match a principal of the account. */
const isOf = (pattern: string, account: string): boolean => matchesGlob(pattern.split(':')[4] ?? '', account)

/** Only principals of the account that owns a key can disable or delete it. */
function foreignWarnings({ allowed, exempt }: GuardTerms, keyArn: string): string[] {
  const [, partition = '', , , account = ''] = keyArn.split(':')
  return [...allowed, ...exempt]
    .filter(arn => !isOf(arn, account) || arn.split(':')[1] !== partition)
    .map(
      arn =>
        `${arn} is not in account ${account} of partition ${partition}, and only principals of the account that owns a key can disable or delete it.`,
    )
}
