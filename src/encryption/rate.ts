import type { EncryptedResourceRecord } from '../model/assessments/compliance.ts'
import type { KeyKind, Requirement } from '../model/encryption.ts'

/** What is known about a key when a requirement is applied. */
export interface RatedKey {
  key_kind: KeyKind
  key_arn: string | null
}

/**
 * Whether a key meets a requirement. Null: unknown, or nothing is required.
 *
 * @param accounts whose keys count as customer managed. A key of another account may be one that AWS owns.
 */
export function meets(
  required: Requirement,
  { key_kind: kind, key_arn: arn }: RatedKey,
  accounts: ReadonlySet<string>,
): boolean | null {
  if (required === 'nothing' || kind === 'unknown') return null
  if (required === 'encrypted') return kind !== 'none'
  if (kind === 'other_account') return accounts.has(arn?.split(':')[4] ?? '') ? true : null
  return kind === 'customer_managed'
}

/** Whether a resource counts among those that must meet a requirement. */
export const isRated = ({ required }: Pick<EncryptedResourceRecord, 'required'>): boolean => required !== 'nothing'
