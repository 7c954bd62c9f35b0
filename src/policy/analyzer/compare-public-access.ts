import type { Fact } from '../../model/fact.ts'
import type { PublicAccessRecord } from '../../model/report/external-access.ts'
import { isOnlyMisspelt, isUnlimited } from '../access/access.ts'
import type { KeyPolicy } from '../key-policy.ts'
import { NO_ACTIONS, OWN_ACCOUNT_ONLY } from '../statements/actions.ts'

/** Whether a key policy gives callers of every account access. */
const isPublic = ({ access }: KeyPolicy): boolean =>
  access.some(one => isUnlimited(one) && !isOnlyMisspelt(one) && (one.actions & ~OWN_ACCOUNT_ONLY) !== NO_ACTIONS)

/**
 * Compares whether a key policy is public by our reader and by IAM Access Analyzer. Pure.
 *
 * @param answer of CheckNoPublicAccess; null: there was none
 */
export function comparePublicAccess(
  policy: Fact<KeyPolicy>,
  answer: { is_public: boolean; reasons: readonly string[] } | null,
): PublicAccessRecord {
  const ours = policy.known ? isPublic(policy.value) : null
  const theirs = answer?.is_public ?? null
  const agreement = ours === null || theirs === null ? 'unknown' : ours === theirs ? 'agree' : 'differ'
  return { kms_audit: ours, analyzer: theirs, agreement, reasons: [...(answer?.reasons ?? [])] }
}
