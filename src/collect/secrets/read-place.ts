import type { PlaceClient } from '../../aws/session/place-client.ts'
import { listSecrets, type ListedSecret } from '../../aws/secrets-manager/list-secrets.ts'
import { mapBounded } from '../../lib/flow/map-bounded.ts'
import type { RotationFunctionRecord, SecretRecord } from '../../model/assessments/secrets.ts'
import { FailedReads } from './failed-reads.ts'
import { withAliases } from './key-aliases.ts'
import { readRotationEvents } from './read-rotation-events.ts'
import { readRotationFunctions } from './read-rotation-functions.ts'
import { readSecret, type SecretReading } from './read-secret.ts'

export interface SecretsOfPlace {
  secrets: SecretRecord[]
  functions: RotationFunctionRecord[]
  /** The names of all secrets of the place. */
  names: string[]
  /** The list of secrets is complete. */
  isListed: boolean
}

/** Secrets that are read at once. Each operation has its own limit besides. */
const AT_ONCE = 16

/** Reads the secrets of one place. Null: they could not be listed. */
export async function readPlace(
  client: PlaceClient,
  isWanted: (secret: ListedSecret) => boolean,
  { keys, isInventory }: Pick<SecretReading, 'keys' | 'isInventory'>,
): Promise<SecretsOfPlace | null> {
  const { secrets: all, failed } = await listSecrets(client)
  client.note(failed, 'secretsmanager:ListSecrets')
  if (failed !== null && all.length === 0) return null
  const listed = all.filter(isWanted)
  const rotating = isInventory ? [] : listed.filter(isRotated)
  const failures = new FailedReads()
  const [records, eventsOf, functions] = await Promise.all([
    mapBounded(AT_ONCE, listed, secret => readSecret(client, secret, { keys, failures, isInventory })),
    rotating.length === 0 ? () => null : readRotationEvents(client),
    isInventory ? [] : readRotationFunctions(client, listed),
  ])
  failures.note(client)
  const named = await withAliases(client, records)
  const secrets = named.map((record, index) => {
    const secret = listed[index]
    return { ...record, rotation_events: secret !== undefined && isRotated(secret) ? eventsOf(secret) : null }
  })
  return { secrets, functions, names: all.map(({ name }) => name), isListed: failed === null }
}

/**
 * Whether rotations of the secret can have failed: rotation is on, or it was on before. Those of a replica are rotations
 * of its primary secret.
 */
const isRotated = ({ rotation, deletedAt, arn, primaryRegion }: ListedSecret): boolean =>
  (rotation.enabled || rotation.functionArn !== null || rotation.lastRotatedAt !== null) &&
  deletedAt === null &&
  (primaryRegion === null || arn.split(':')[3] === primaryRegion)
