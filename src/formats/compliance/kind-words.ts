import type { EncryptedResourceRecord, EncryptionCounts } from '../../model/assessments/compliance.ts'
import type { KeyKind } from '../../model/encryption.ts'

/** The kinds of keys in words. */
export const KIND_WORDS: Readonly<Record<KeyKind, string>> = {
  none: 'not encrypted',
  aws_owned: 'AWS owned',
  aws_managed: 'AWS managed',
  customer_managed: 'customer managed',
  other_account: 'other account',
  unknown: 'unknown',
}

/** `93%`, rounded down, so that only all is `100%`. */
export const rateText = ({ rate }: Pick<EncryptionCounts, 'rate'>): string =>
  rate === null ? 'unknown' : `${Math.floor(rate * 100 + 1e-6)}%`

/** Whether a resource is shown as a problem: it is not encrypted as required, or that is unknown. */
export const isOpen = ({ required, compliant }: EncryptedResourceRecord): boolean =>
  required !== 'nothing' && compliant !== true

/** What keeps a resource from being compliant. */
export function stateText({ compliant, key_kind: kind, reason, required }: EncryptedResourceRecord): string {
  if (compliant === false)
    return `${KIND_WORDS[kind]}${required === 'customer_managed' ? ', must be customer managed' : ''}`
  return reason ?? `${KIND_WORDS[kind]}: not known whether it is customer managed`
}
