import { describeKey, unreadableKey } from '../../aws/kms/describe-key.ts'
import type { ListedKey } from '../../model/listed-key.ts'
import type { Key } from '../../model/key.ts'
import type { KeyManager } from '../../model/options/options.ts'
import type { PlaceAudit } from './place-audit.ts'
import { remembered } from '../run/memory.ts'

/** Reads a key. A key that has vanished in the meantime is left out; a key that cannot be described stays. */
export async function readKey(listed: ListedKey, { client, aliases, memory }: PlaceAudit): Promise<Key | null> {
  const { place } = client
  const entry = { place, kind: 'kms:DescribeKey', id: listed.id }
  const described = await remembered(
    memory,
    entry,
    () => describeKey(client, listed),
    // A resumed run does not have the gaps of this run, so answers with a gap are not kept.
    answer => answer.known && answer.value.createdAt !== null && answer.hasGap !== true,
  )
  if (described.known) return { ...described.value, place }
  client.note(described, 'kms:DescribeKey', listed.id)
  if (described.reason === 'vanished') return null
  const names = (await aliases).byKey.get(listed.id) ?? []
  return unreadableKey(place, listed, described.reason, names)
}

const MANAGERS: Readonly<Record<KeyManager, (manager: string | null) => boolean>> = {
  all: () => true,
  aws: manager => manager === 'AWS',
  // A key whose manager is not known may be customer managed, and leaving it out would hide it.
  customer: manager => manager !== 'AWS',
}

/** Whether a key is part of the audit. A key that the user names always is, whatever its manager. */
export const isWanted = (key: Key, { options, filter }: PlaceAudit): boolean =>
  !filter.isOpen || MANAGERS[options.manager](key.manager)
