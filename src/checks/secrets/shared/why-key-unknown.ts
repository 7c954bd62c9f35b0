import type { SecretKeyRecord, SecretRecord } from '../../../model/assessments/secrets.ts'
import type { GapRecord } from '../../../model/report/report.ts'
import { gapText } from '../../assessment-check.ts'

/** Why nothing is known about a key of a secret: the gap of this key, or that of all keys of the Region. */
export function whyKeyUnknown(
  { account_id, region }: SecretRecord,
  { id }: SecretKeyRecord,
  gaps: readonly GapRecord[],
): string {
  const gap = gaps.find(
    each =>
      each.operation === 'kms:DescribeKey' &&
      each.account_id === account_id &&
      each.region === region &&
      isAbout(id ?? '', each),
  )
  return gap === undefined ? `The state of the key ${id ?? ''} is not known.` : gapText(gap)
}

/** A gap of an alias has no key ID. Its message begins with the alias. */
const isAbout = (id: string, { key_id: keyId, message }: GapRecord): boolean =>
  keyId === null
    ? !message.includes('alias/') || message.startsWith(`${id}:`)
    : id === keyId || id.endsWith(`/${keyId}`)
