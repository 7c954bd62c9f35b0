import type { KeyRecord } from '../../model/report/report.ts'
import { asffType } from './asff-type.ts'
import type { Subject } from '../finding/subject.ts'
import { shortenText } from '../finding/finding-text.ts'

export interface AsffResource {
  /** `AwsKmsKey`, `AwsAccount`, or another type of the format. */
  Type: string
  Id: string
  /** Left out if Security Hub has no name for the partition. The ARN names it anyway. */
  Partition?: AsffPartition
  /** Left out for a global resource, such as an IAM role. */
  Region?: string
  Tags?: Record<string, string>
  Details?: { AwsKmsKey: AsffKey }
}

const PARTITIONS = ['aws', 'aws-cn', 'aws-us-gov'] as const
type AsffPartition = (typeof PARTITIONS)[number]

interface AsffKey {
  AWSAccountId: string
  KeyId: string
  /** Seconds since 1970. It is the only date here that is not text. */
  CreationDate?: number
  KeyManager?: string
  KeyState?: string
  Origin?: string
  Description?: string
  KeyRotationStatus?: boolean
}

export function toAsffResource({ finding, key, arn, partition, region }: Subject): AsffResource {
  const named = PARTITIONS.find(one => one === partition)
  const { resource } = finding
  const isGlobal = resource !== undefined && finding.region === null
  const place = { ...(named === undefined ? {} : { Partition: named }), ...(isGlobal ? {} : { Region: region }) }
  if (resource !== undefined) {
    const tags = usableTags(resource)
    const Tags = tags.length === 0 ? {} : { Tags: Object.fromEntries(tags) }
    return { Type: asffType(resource.type), Id: arn, ...place, ...Tags }
  }
  if (finding.key_id === null) return { Type: 'AwsAccount', Id: `AWS::::Account:${finding.account_id}`, ...place }
  const tags = usableTags(key)
  return {
    Type: 'AwsKmsKey',
    Id: arn,
    ...place,
    ...(tags.length === 0 ? {} : { Tags: Object.fromEntries(tags) }),
    ...(key === undefined ? {} : { Details: { AwsKmsKey: toAsffKey(key) } }),
  }
}

const usableTags = (key: Pick<KeyRecord, 'tags'> | undefined): [string, string][] =>
  (key?.tags ?? [])
    .filter(({ TagKey, TagValue }) => isNotBlank(TagKey) && isNotBlank(TagValue))
    .slice(0, 50)
    .map(({ TagKey, TagValue }) => [shortenText(TagKey, 128), shortenText(TagValue, 256)])

function toAsffKey(key: KeyRecord): AsffKey {
  const rotates = key.key_rotation_enabled
  const texts = { KeyManager: key.key_manager, KeyState: key.key_state, Origin: key.origin }
  return {
    AWSAccountId: key.account_id,
    KeyId: key.key_id,
    ...(key.created_at === null ? {} : { CreationDate: Date.parse(key.created_at) / 1000 }),
    ...Object.fromEntries(Object.entries(texts).filter(([, text]) => isNotBlank(text))),
    ...(isNotBlank(key.description) ? { Description: shortenText(key.description, 8192) } : {}),
    ...(typeof rotates === 'boolean' ? { KeyRotationStatus: rotates } : {}),
  }
}

/** Whether a text may be sent. Security Hub rejects a whole finding for one blank text in it. */
export const isNotBlank = (text: string | null): text is string => text !== null && /\S/.test(text)
