import type { ComplianceAssessment, EncryptedResourceRecord } from '../model/assessments/compliance.ts'
import type { EncryptionPolicy } from '../model/encryption.ts'
import { counted } from './count.ts'
import { meets } from './rate.ts'
import { requirementsFor, strictest } from './requirement.ts'

/** A resource before a policy was applied. */
export type UnratedResource = Omit<EncryptedResourceRecord, 'required' | 'compliant'>

/**
 * Says whether a resource is encrypted as a policy requires.
 *
 * @param accounts of the run: their keys are customer managed, since no other account can use a key that AWS manages
 */
export function rated(
  one: UnratedResource,
  policy: EncryptionPolicy,
  accounts: ReadonlySet<string>,
): EncryptedResourceRecord {
  const trusted = new Set([...accounts, ...policy.accounts])
  const possible = requirementsFor(policy, one)
  const required = strictest(possible)
  const results = new Set(possible.map(each => meets(each, one, trusted)))
  const compliant = results.size === 1 ? meets(required, one, trusted) : null
  const why =
    results.size > 1 ? UNKNOWN_TAGS : compliant === null && required !== 'nothing' ? otherAccount(one.key_arn) : null
  return { ...one, reason: one.key_kind === 'unknown' ? one.reason : why, required, compliant }
}

const UNKNOWN_TAGS = 'The policy goes by tags, and the list of these resources does not contain them.'
const otherAccount = (arn: string | null): string =>
  `Its key belongs to account ${arn?.split(':')[4] ?? ''}: read that account too, or name it under accounts in the policy.`

/** Applies another policy to a saved result. */
export function withPolicy(whole: ComplianceAssessment, policy: EncryptionPolicy): ComplianceAssessment {
  const accounts = new Set(whole.scope.places.map(({ account_id: account }) => account))
  const resources = whole.resources.map(one => rated(one, policy, accounts))
  return { ...whole, policy: policyRecord(policy), ...counted(whole.counts, resources), resources }
}

/** The policy as a document records it. */
export const policyRecord = ({ require, accounts, rules }: EncryptionPolicy): ComplianceAssessment['policy'] => ({
  require,
  accounts: [...accounts],
  rules: rules.map(rule => ({ require: rule.require, types: [...rule.types], tags: [...rule.tags] })),
})
