import type { KeyRecord } from '../../model/report.ts'
import type { Subject } from '../finding/subject.ts'
import { fit } from '../finding/text.ts'

export interface AsffResource {
  Type: 'AwsKmsKey' | 'AwsAccount'
  Id: string
  /** Left out where Security Hub has no name for it; the ARN tells it anyway. */
  Partition?: AsffPartition
  Region: string
  Tags?: Record<string, string>
  Details?: { AwsKmsKey: AsffKey }
}

const PARTITIONS = ['aws', 'aws-cn', 'aws-us-gov'] as const
type AsffPartition = (typeof PARTITIONS)[number]

export interface AsffKey {
  AWSAccountId: string
  KeyId: string
  /** Seconds since 1970: the one date here that is no text. */
  CreationDate?: number
  KeyManager?: string
  KeyState?: string
  Origin?: string
  Description?: string
  KeyRotationStatus?: boolean
}

export function toResource({ finding, key, arn, partition, region }: Subject): AsffResource {
  const named = PARTITIONS.find(one => one === partition)
  const place = { ...(named === undefined ? {} : { Partition: named }), Region: region }
  if (finding.key_id === null) return { Type: 'AwsAccount', Id: `AWS::::Account:${finding.account_id}`, ...place }
  const tags = tagsOf(key)
  return {
    Type: 'AwsKmsKey',
    Id: arn,
    ...place,
    ...(tags.length === 0 ? {} : { Tags: Object.fromEntries(tags) }),
    ...(key === undefined ? {} : { Details: { AwsKmsKey: toDetails(key) } }),
  }
}

const tagsOf = (key: KeyRecord | undefined): [string, string][] =>
  (key?.tags ?? [])
    .filter(({ TagKey, TagValue }) => isSaying(TagKey) && isSaying(TagValue))
    .slice(0, 50)
    .map(({ TagKey, TagValue }) => [fit(TagKey, 128), fit(TagValue, 256)])

function toDetails(key: KeyRecord): AsffKey {
  const rotates = key.key_rotation_enabled
  const texts = { KeyManager: key.key_manager, KeyState: key.key_state, Origin: key.origin }
  return {
    AWSAccountId: key.account_id,
    KeyId: key.key_id,
    ...(key.created_at === null ? {} : { CreationDate: Date.parse(key.created_at) / 1000 }),
    ...Object.fromEntries(Object.entries(texts).filter(([, text]) => isSaying(text))),
    ...(isSaying(key.description) ? { Description: fit(key.description, 8192) } : {}),
    ...(typeof rotates === 'boolean' ? { KeyRotationStatus: rotates } : {}),
  }
}

/** Security Hub refuses a whole finding for one blank text in it. */
export const isSaying = (text: string | null): text is string => text !== null && /\S/.test(text)
