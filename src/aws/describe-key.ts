import { DescribeKeyCommand } from '@aws-sdk/client-kms'
import type { KeyMetadata } from '@aws-sdk/client-kms'
import type { GapReason } from '../model/gap.ts'
import type { MultiRegion, ReadableKey, UnreadableKey } from '../model/key.ts'
import type { Place } from '../model/place.ts'
import type { Answer } from './answer.ts'
import { failure } from './answer.ts'
import { TOLERANCE } from './clock.ts'
import type { ListedKey } from './list-keys.ts'
import type { PlaceAccess } from './place-access.ts'

/**
 * What DescribeKey tells of one key; aliases are joined later. Always asked by the id that ListKeys gave: asking by a
 * predefined alias (`alias/aws/…`) can create a key.
 * https://docs.aws.amazon.com/kms/latest/APIReference/API_DescribeKey.html
 */
export async function describeKey(access: PlaceAccess, listed: ListedKey): Promise<Answer<ReadableKey>> {
  const client = await access.clients.kms()
  const answer = await access.caller.call('kms:DescribeKey', listed.id, () =>
    client.send(new DescribeKeyCommand({ KeyId: listed.id })),
  )
  if (!answer.known) return answer
  const meta = answer.value.KeyMetadata
  const missing = missingIn(meta)
  if (meta === undefined || missing !== null) {
    return failure('malformed', `an answer of DescribeKey without ${missing ?? 'KeyMetadata'}`)
  }
  const key = toKey(access.caller.place, listed, meta)
  // No key is created in the future: a date that says so is not one.
  const isFuture = key.createdAt !== null && key.createdAt > answer.at.latest + TOLERANCE
  return { known: true, value: isFuture ? { ...key, createdAt: null } : key }
}

/**
 * What every description has. Without one of these the key would be priced, counted or judged as another one. Not so
 * its usage, which some that stand in for AWS leave out: then it is asked about every operation.
 */
function missingIn(meta: KeyMetadata | undefined): string | null {
  const { KeyState, KeyManager, MultiRegion, MultiRegionConfiguration: family } = meta ?? {}
  const KeySpec = meta?.KeySpec ?? meta?.CustomerMasterKeySpec
  const always = { KeyState, KeyManager, KeySpec }
  const relatives = {
    MultiRegionKeyType: family?.MultiRegionKeyType,
    PrimaryKey: family?.PrimaryKey?.Arn,
    ReplicaKeys: family?.ReplicaKeys,
  }
  const needed = Object.entries(MultiRegion === true ? { ...always, ...relatives } : always)
  return needed.find(([, value]) => value === undefined)?.[0] ?? null
}

/** States, specs and usages stay in AWS's words; values that we have not met pass through as text. */
function toKey(place: Place, { id, arn }: ListedKey, meta: KeyMetadata): ReadableKey {
  return {
    readable: true,
    place,
    id,
    arn,
    aliases: NONE,
    description: meta.Description ?? '',
    enabled: meta.Enabled ?? meta.KeyState === 'Enabled',
    state: meta.KeyState ?? '',
    manager: meta.KeyManager ?? '',
    spec: meta.KeySpec ?? meta.CustomerMasterKeySpec ?? '',
    usage: meta.KeyUsage ?? '',
    origin: meta.Origin ?? '',
    createdAt: meta.CreationDate?.getTime() ?? null,
    deletionDate: meta.DeletionDate?.getTime() ?? null,
    validTo: meta.ValidTo?.getTime() ?? null,
    multiRegion: toMultiRegion(meta),
  }
}

/** One array for the many keys without aliases. */
const NONE: readonly string[] = []

function toMultiRegion({ MultiRegion: multi, MultiRegionConfiguration: family }: KeyMetadata): MultiRegion | null {
  if (multi !== true) return null
  return {
    type: family?.MultiRegionKeyType ?? '',
    primaryArn: family?.PrimaryKey?.Arn ?? '',
    replicaArns: (family?.ReplicaKeys ?? []).flatMap(replica => replica.Arn ?? []),
  }
}

/** A key that is there but may not be described, or whose description did not come. */
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
  network: 'No answer',
  server_error: 'Server error',
  partial: 'Not asked in time',
  malformed: 'Malformed answer',
}
