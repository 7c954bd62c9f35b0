import { DescribeKeyCommand } from '@aws-sdk/client-kms'
import type { Json } from '../../lib/json.ts'
import type { GapReason } from '../../model/gap.ts'
import type { MultiRegion, ReadableKey, UnreadableKey } from '../../model/key.ts'
import type { Place } from '../../model/place.ts'
import type { Answer } from '../answers/answer.ts'
import { TOLERANCE } from '../session/clock.ts'
import type { ListedKey } from '../../model/listed-key.ts'
import type { PlaceClient } from '../session/place-client.ts'
import {
  answered,
  fields,
  flag,
  instant,
  list,
  Members,
  optional,
  regionName,
  text,
  word,
  type Read,
} from '../answers/shape.ts'

/** `hasGap`: a member is missing, and a gap of this run says so. */
export type Description = Answer<ReadableKey> & { hasGap?: true }

/**
 * Describes one key; aliases are joined later. It always asks by the id that ListKeys gave, because asking by a
 * predefined alias (`alias/aws/…`) can create a key.
 * https://docs.aws.amazon.com/kms/latest/APIReference/API_DescribeKey.html
 */
export async function describeKey(client: PlaceClient, listed: ListedKey): Promise<Description> {
  const kms = await client.clients.kms()
  const answer = await client.call(
    'kms:DescribeKey',
    listed.id,
    () => kms.send(new DescribeKeyCommand({ KeyId: listed.id })),
    given => described(fields(answered(given)['KeyMetadata'], 'KeyMetadata')),
  )
  if (!answer.known) return answer
  const { absent, ...facts } = answer.value
  // No key is created in the future: a date that says so is not one.
  if (facts.createdAt !== null && facts.createdAt > answer.at.latest + TOLERANCE) facts.createdAt = null
  if (absent !== null) client.gap('kms:DescribeKey', 'malformed', `malformed response: ${absent} is missing`, listed.id)
  const value: ReadableKey = { readable: true, place: client.place, ...listed, aliases: NONE, ...facts }
  return { known: true, value, ...(absent === null ? {} : { hasGap: true }) }
}

/** One array for the many keys without aliases. */
const NONE: readonly string[] = []

type Described = Omit<ReadableKey, 'readable' | 'place' | 'id' | 'arn' | 'aliases'> & {
  /** A member that AWS gives for such a key, and that the key can do without. */
  absent: string | null
}

/**
 * What every description has is required: without it the key would be priced, counted or judged as another one. Not so
 * its usage, which some emulators leave out: then it is asked about every operation. States, specs and usages stay in
 * AWS's words; values that are newer than this program pass through as text.
 */
function described(meta: Json): Described {
  const state = word(meta['KeyState'], 'KeyMetadata.KeyState')
  const spec = optional(word)(meta['KeySpec'], 'KeyMetadata.KeySpec')
  const deletionDate = optional(instant)(meta['DeletionDate'], 'KeyMetadata.DeletionDate') ?? null
  const validTo = optional(instant)(meta['ValidTo'], 'KeyMetadata.ValidTo') ?? null
  const origin = optional(text)(meta['Origin'], 'KeyMetadata.Origin') ?? ''
  const expires = meta['ExpirationModel'] === 'KEY_MATERIAL_EXPIRES'
  const { absentReplica, multiRegion } = family(meta)
  const absent: readonly (readonly [isAbsent: boolean, member: string])[] = [
    [origin === '', 'Origin'],
    [state === 'PendingDeletion' && deletionDate === null, 'DeletionDate'],
    [expires && validTo === null, 'ValidTo'],
    [absentReplica, 'MultiRegionConfiguration.ReplicaKeys[].Arn'],
  ]
  const first = absent.find(([isAbsent]) => isAbsent)
  return {
    description: optional(text)(meta['Description'], 'KeyMetadata.Description') ?? '',
    enabled: optional(flag)(meta['Enabled'], 'KeyMetadata.Enabled') ?? state === 'Enabled',
    state,
    manager: word(meta['KeyManager'], 'KeyMetadata.KeyManager'),
    spec: spec ?? word(meta['CustomerMasterKeySpec'], 'KeyMetadata.KeySpec'),
    usage: optional(text)(meta['KeyUsage'], 'KeyMetadata.KeyUsage') ?? '',
    origin,
    createdAt: optional(instant)(meta['CreationDate'], 'KeyMetadata.CreationDate') ?? null,
    deletionDate,
    validTo,
    multiRegion,
    absent: first === undefined ? null : `KeyMetadata.${first[1]}`,
  }
}

function family({ MultiRegion: multi, MultiRegionConfiguration }: Json): {
  multiRegion: MultiRegion | null
  absentReplica: boolean
} {
  const isMulti = optional(flag)(multi, 'KeyMetadata.MultiRegion') ?? MultiRegionConfiguration !== undefined
  if (!isMulti) return { multiRegion: null, absentReplica: false }
  const name = 'KeyMetadata.MultiRegionConfiguration'
  const { MultiRegionKeyType, PrimaryKey, ReplicaKeys } = fields(MultiRegionConfiguration, name)
  const type = word(MultiRegionKeyType, `${name}.MultiRegionKeyType`)
  const primaryArn = arnIn(PrimaryKey, `${name}.PrimaryKey`)
  const replicas = list(replicaIn(primaryArn))(ReplicaKeys, `${name}.ReplicaKeys`)
  const multiRegion = { type, primaryArn, replicaArns: replicas.map(({ arn }) => arn) }
  return { multiRegion, absentReplica: replicas.some(({ isAbsent }) => isAbsent) }
}

/**
 * All members of a family have one key id, so a Region is enough to name one. A replica that cannot be named at all
 * makes the description malformed: without it, a family that is used there would look unused.
 */
const replicaIn =
  (primaryArn: string): Read<{ arn: string; isAbsent: boolean }> =>
  (value, name) => {
    const { Arn, Region } = fields(value, name)
    const arn = new Members().read(word, Arn, `${name}.Arn`)
    if (arn !== undefined) return { arn, isAbsent: false }
    const parts = primaryArn.split(':')
    return { arn: parts.with(3, regionName(Region, `${name}.Region`)).join(':'), isAbsent: true }
  }

const arnIn: Read<string> = (value, name) => word(fields(value, name)['Arn'], `${name}.Arn`)

/** Makes the record of a key that may not be described, or whose description did not come. */
export function unreadableKey(
  place: Place,
  { id, arn }: ListedKey,
  reason: GapReason,
  aliases: readonly string[],
): UnreadableKey {
  const manager = aliases.some(alias => alias.startsWith('alias/aws/')) ? 'AWS' : null
  return { readable: false, place, id, arn, aliases, reason, error: `${REASONS[reason]} for key description`, manager }
}

const REASONS: Readonly<Record<GapReason, string>> = {
  denied: 'Access denied',
  throttled: 'Throttled',
  unsupported: 'Refused',
  vanished: 'Not found',
  not_enabled: 'Region not enabled',
  expired: 'Credentials expired',
  network: 'No response',
  server_error: 'Server error',
  partial: 'Not requested in time',
  malformed: 'Malformed response',
}
