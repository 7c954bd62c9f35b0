import { capitalized } from '../../../lib/text/capitalized.ts'
import type { IdentityPolicyRecord } from '../../../model/report/account-facts.ts'
import { decryptAll, type DecryptAll } from '../../../policy/identity/decrypt-all.ts'
import type { KeyOwner } from '../../../policy/identity/sample-keys.ts'

/** A policy that allows decryption with every key, and how. */
export interface DecryptingPolicy {
  policy: IdentityPolicyRecord
  allowed: DecryptAll
}

/** Returns those of the policies that allow decryption with every key, and a sentence for each that could not be read. */
export function decryptingPolicies(
  policies: readonly IdentityPolicyRecord[],
  owner: KeyOwner,
): { found: DecryptingPolicy[]; unread: string[] } {
  const found: DecryptingPolicy[] = []
  const unread: string[] = []
  for (const policy of policies) {
    const read = decryptAll(policy, owner)
    if (!read.known) unread.push(`${capitalized(inlineText(policy))}${read.why}.`)
    else if (read.value !== null) found.push({ policy, allowed: read.value })
  }
  return { found, unread }
}

/** `in inline policy reports, `, or nothing for a managed policy: the finding is about that policy. */
export const inlineText = ({ resource_type, policy_name }: IdentityPolicyRecord): string =>
  resource_type === 'AWS::IAM::ManagedPolicy' ? '' : `inline policy ${policy_name}: `
