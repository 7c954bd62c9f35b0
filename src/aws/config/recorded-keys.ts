import { isObject, type Json } from '../../lib/json.ts'
import type { ListedKey } from '../../model/listed-key.ts'
import type { MultiRegion, ReadableKey } from '../../model/key.ts'
import type { Place } from '../../model/place.ts'
import type { TagRecord } from '../../model/report/key-facts.ts'
import type { Instant } from '../../model/time.ts'
import { accountId, fields, flag, list, Malformed, optional, regionName, text, word } from '../answers/shape.ts'
import { pastDate, recordedDate } from './recorded-date.ts'

/** A key as AWS Config has recorded it. */
export interface RecordedKey {
  place: Place
  listed: ListedKey
  /** Null: the record does not describe it. */
  described: ReadableKey | null
  /** Null: the record has none, which does not mean that the key has none. */
  tags: TagRecord[] | null
  /** When AWS Config recorded this state: the last change that it has seen. Null: not known. */
  recordedAt: Instant | null
}

const PROPERTIES = [
  'accountId',
  'awsRegion',
  'resourceId',
  'arn',
  'configurationItemCaptureTime',
  ...[
    'keyManager',
    'keyState',
    'enabled',
    'keySpec',
    'customerMasterKeySpec',
    'keyUsage',
    'origin',
    'multiRegion',
    'multiRegionConfiguration.multiRegionKeyType',
    'multiRegionConfiguration.primaryKey.arn',
    'multiRegionConfiguration.replicaKeys.arn',
    'creationDate',
    'deletionDate',
    'expirationModel',
    'validTo',
    'description',
  ].map(property => `configuration.${property}`),
  'tags',
]

/**
 * The query for every key that an aggregator has.
 * https://github.com/awslabs/aws-config-resource-schema
 */
export const KEYS_EXPRESSION = `SELECT ${PROPERTIES.join(', ')} WHERE resourceType = 'AWS::KMS::Key'`

/** Reads a record. Throws `Malformed` if it names no key of one account and Region; the rest of it may be missing. */
export function recordedKey(value: unknown, name: string, now: Instant): RecordedKey {
  const record = parsed(text(value, name), name)
  const account = accountId(record['accountId'], `${name}.accountId`)
  const region = regionName(record['awsRegion'], `${name}.awsRegion`)
  const arn = word(record['arn'], `${name}.arn`)
  const [, partition = '', id = ''] = ARN.exec(arn) ?? []
  if (id === '' || !arn.includes(`:${region}:${account}:`))
    throw new Malformed(`${name}.arn is not the ARN of a key of ${account} in ${region}`)
  const place = { partition, account, region }
  return {
    place,
    listed: { id, arn },
    described: describedOrNull({ place, id, arn }, record['configuration'], now),
    tags: tagsOf(record['tags']),
    recordedAt: pastDate(record['configurationItemCaptureTime'], now),
  }
}

const ARN = /^arn:([\w-]+):kms:[a-z0-9-]+:\d{12}:key\/((?:mrk-)?[0-9a-f-]{30,40})$/

function parsed(json: string, name: string): Json {
  try {
    const value: unknown = JSON.parse(json)
    if (isObject(value)) return value
  } catch {
    // The error below says it.
  }
  throw new Malformed(`${name} is not a JSON object`)
}

type Named = Pick<ReadableKey, 'place' | 'id' | 'arn'>

/** What a description must have, as in DescribeKey. Without it, the key would be priced or judged as another one. */
function describedOrNull(key: Named, configuration: unknown, now: Instant): ReadableKey | null {
  try {
    return described(key, fields(configuration, 'configuration'), now)
  } catch (error) {
    if (error instanceof Malformed) return null
    throw error
  }
}

function described(key: Named, meta: Json, now: Instant): ReadableKey {
  const state = word(meta['keyState'], 'keyState')
  const expires = meta['expirationModel'] === 'KEY_MATERIAL_EXPIRES'
  return {
    readable: true,
    ...key,
    aliases: NONE,
    description: optional(text)(meta['description'], 'description') ?? '',
    enabled: optional(flag)(meta['enabled'], 'enabled') ?? state === 'Enabled',
    state,
    manager: word(meta['keyManager'], 'keyManager'),
    spec: optional(word)(meta['keySpec'], 'keySpec') ?? word(meta['customerMasterKeySpec'], 'keySpec'),
    usage: optional(text)(meta['keyUsage'], 'keyUsage') ?? '',
    origin: optional(text)(meta['origin'], 'origin') ?? '',
    createdAt: pastDate(meta['creationDate'], now),
    deletionDate: recordedDate(meta['deletionDate']),
    validTo: expires ? recordedDate(meta['validTo']) : null,
    multiRegion: meta['multiRegion'] === true ? familyOf(meta['multiRegionConfiguration']) : null,
  }
}

/** One array for the many keys: AWS Config does not record aliases. */
const NONE: readonly string[] = []

/** Null if the record does not name the family: the id still says that there is one. */
function familyOf(value: unknown): MultiRegion | null {
  if (!isObject(value)) return null
  const { multiRegionKeyType: type, primaryKey, replicaKeys } = value
  const primaryArn = isObject(primaryKey) ? primaryKey['arn'] : null
  if (typeof type !== 'string' || typeof primaryArn !== 'string') return null
  const replicas = list(fields)(replicaKeys ?? [], 'replicaKeys').map(each => word(each['arn'], 'replicaKeys[].arn'))
  return { type, primaryArn, replicaArns: replicas }
}

function tagsOf(value: unknown): TagRecord[] | null {
  if (!Array.isArray(value) || value.length === 0) return null
  const tags = value.map((each: unknown) => (isObject(each) ? each : {}))
  const all = tags.flatMap(({ key, value: of }) =>
    typeof key === 'string' && typeof of === 'string' ? [{ TagKey: key, TagValue: of }] : [],
  )
  return all.length === tags.length ? all : null
}
