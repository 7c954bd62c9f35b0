import type { Answer } from '../../aws/answers/answer.ts'
import { getKeyPolicy } from '../../aws/kms/get-key-policy.ts'
import { listRotations, rotationStatus } from '../../aws/kms/key-rotation.ts'
import { listGrants } from '../../aws/kms/list-grants.ts'
import { listTags } from '../../aws/kms/list-tags.ts'
import type { PlaceClient } from '../../aws/session/place-client.ts'
import type { Operation } from '../../model/operations.ts'
import type { Key } from '../../model/key.ts'
import { hasRotationStatus } from '../../model/key.ts'
import type { KeyFacts } from '../../model/key-facts.ts'
import type { RotationRecord, TagRecord } from '../../model/report.ts'
import type { PlaceAudit } from './place-audit.ts'
import { remembered } from '../run/memory.ts'

/**
 * What the selected checks need of one key, with the answer of `readRotation`, and with its tags if they are known.
 * Calls that AWS can only refuse are not made, because they set off alarms on denied calls.
 */
export async function readFacts(
  key: Key,
  audit: PlaceAudit,
  rotating: Promise<KeyFacts>,
  known?: KeyFacts['tags'],
): Promise<KeyFacts> {
  const { needs } = audit.options
  if (key.manager === 'AWS') return {}
  const [key_policy, grants, tags, rotation] = await Promise.all([
    needs.includes('policy') ? read(key, audit, 'kms:GetKeyPolicy', getKeyPolicy) : undefined,
    needs.includes('grants') ? read(key, audit, 'kms:ListGrants', listGrants) : undefined,
    known ?? (needs.includes('tags') ? readTags(key, audit) : undefined),
    rotating,
  ])
  return {
    ...(key_policy === undefined ? {} : { key_policy }),
    ...rotation,
    ...(grants === undefined ? {} : { grants }),
    ...(tags === undefined ? {} : { tags }),
  }
}

/** The tags of a key; an AWS managed key has none. Null: they could not be read, and a gap says why. */
export async function readTags(key: Key, audit: PlaceAudit): Promise<TagRecord[] | null> {
  return key.manager === 'AWS' ? [] : read(key, audit, 'kms:ListResourceTags', listTags)
}

/** Whether and how often the key rotates: it decides the price too, so nothing else is waited for. */
export async function readRotation(key: Key, audit: PlaceAudit): Promise<KeyFacts> {
  if (key.manager === 'AWS' || !audit.options.needs.includes('rotation') || !canRotate(key)) return {}
  const imported = key.readable && key.origin === 'EXTERNAL'
  const [status, rotations] = await Promise.all([
    read(key, audit, 'kms:GetKeyRotationStatus', (client, id) => rotationStatus(client, id, imported)),
    read(key, audit, 'kms:ListKeyRotations', (client, id) => listRotations(client, id, imported)),
  ])
  if (status === null) return { key_rotation_enabled: null, rotation: null }
  const { enabled, ...period } = status
  const rotation: RotationRecord = { ...period, rotations }
  return { ...(enabled === null ? {} : { key_rotation_enabled: enabled }), rotation }
}

const canRotate = (key: Key): boolean => key.readable && hasRotationStatus(key.spec, key.origin, key.state)

/** Null: it could not be read, and a gap says why. */
async function read<T>(
  { id }: Key,
  { client, memory }: PlaceAudit,
  operation: Operation,
  ask: (client: PlaceClient, id: string) => Promise<Answer<T>>,
): Promise<T | null> {
  const fact = { place: client.place, kind: operation, id }
  const answer = await remembered(
    memory,
    fact,
    () => ask(client, id),
    ({ known }) => known,
  )
  if (answer.known) return answer.value
  client.note(answer, operation, id)
  return null
}
