import { joinWithAnd } from '../lib/text/lists.ts'
import type { KeyRecord } from '../model/report/report.ts'
import type { AdviceKind, Draft } from './advice-kind.ts'
import { REPLACEABLE_TYPES, type ReplaceableType } from './shared/aws-managed-keys.ts'
import { claim } from './shared/claim.ts'
import { aboutKey } from './shared/key-resource.ts'
import { isOpenToOwnAccountOnly } from './shared/own-account-only.ts'

/**
 * AWS managed keys cost nothing a month. Their policy allows the whole account, through one service, and no other principal.
 * https://docs.aws.amazon.com/kms/latest/developerguide/concepts.html#aws-managed-cmk
 */
export const awsManagedKey: AdviceKind = {
  title: 'Use the AWS managed key of the service, where nothing needs a key of your own',
  needs: ['dependents', 'policy', 'grants', 'callers'],
  advise: ({ keys }) => keys.flatMap(key => replacementDraft(key) ?? []),
}

/** Keys with another use, or with something that only a customer managed key offers, have no such advice. */
function replacementDraft(key: KeyRecord): Draft | null {
  const type = replaceableTypeOf(key)
  if (type === null || !isPlainKey(key) || isOpenToOwnAccountOnly(key) === 'no') return null
  if ((key.activity?.callers ?? []).some(one => one.service !== `${type.service}.amazonaws.com`)) return null
  const unknown = whyUnproven(key)
  const { key: price } = key.cost
  const resources = key.dependents ?? []
  return {
    ...aboutKey(key),
    summary: `Only ${type.words} use the key (${joinWithAnd(resources.map(({ id }) => id))}), and its policy allows only the own account.`,
    claims: unknown === null && price !== null ? [claim('key', key.key_arn, 'key_price', { key_price: price })] : [],
    blocked: null,
    unknown: unknown ?? (price === null ? 'The price of the key is not known.' : null),
    assumptions: ['The resources that were found, and the calls that CloudTrail shows, are all uses of the key.'],
    change: `Change the resources to ${type.alias}. Retire the key when nothing is encrypted with it any more.`,
    commands: resources.map(({ id, arn }) => type.command({ id, arn, region: key.region })).join('\n'),
    limits: [
      'What is encrypted already still needs the key: keep it until that is encrypted with another key or deleted.',
      'The policy of an AWS managed key cannot be changed, and other accounts can never use it. Do not change if a standard requires customer managed keys.',
      ...type.limits,
    ],
  }
}

/** The type of all resources of the key. Null: there are none, or of several types, or one has no such key. */
function replaceableTypeOf({ dependents = [] }: KeyRecord): ReplaceableType | null {
  const [first, ...others] = [...new Set(dependents.map(({ type }) => type))]
  if (first === undefined || others.length > 0 || dependents.some(({ role }) => role !== null)) return null
  return REPLACEABLE_TYPES[first] ?? null
}

const isPlainKey = (key: KeyRecord): boolean =>
  key.key_manager === 'CUSTOMER' &&
  key.key_state === 'Enabled' &&
  key.key_spec === 'SYMMETRIC_DEFAULT' &&
  key.key_usage === 'ENCRYPT_DECRYPT' &&
  key.origin === 'AWS_KMS' &&
  key.multi_region === false

function whyUnproven(key: KeyRecord): string | null {
  if (isOpenToOwnAccountOnly(key) === 'unknown') return 'The key policy or the grants could not be read.'
  if (key.activity === undefined) return 'It is not known who calls the key: only the busiest keys are looked up.'
  if (key.activity.since === null) return 'CloudTrail did not answer who calls the key.'
  const [gap] = key.dependents_gaps ?? []
  return gap === undefined ? null : `Other resources may use the key: ${gap.type} could not be read.`
}
