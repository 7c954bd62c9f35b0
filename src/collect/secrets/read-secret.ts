import { describeSecret } from '../../aws/secrets-manager/describe-secret.ts'
import type { ListedSecret } from '../../aws/secrets-manager/list-secrets.ts'
import { DEFAULT_KEY, listSecretVersions, type SecretVersion } from '../../aws/secrets-manager/list-secret-versions.ts'
import type { PlaceClient } from '../../aws/session/place-client.ts'
import { toDollars } from '../../cost/savings.ts'
import { secretPrice } from '../../cost/secret-price.ts'
import type { PendingVersionRecord, SecretRecord, SecretReplicaRecord } from '../../model/assessments/secrets.ts'
import type { FailedReads } from './failed-reads.ts'
import type { SecretKeys } from './secret-keys.ts'

/** What the secrets of a place have in common while they are read. */
export interface SecretReading {
  keys: SecretKeys
  failures: FailedReads
  /** Versions are not read. */
  isInventory: boolean
}

/** Makes the record of a secret, with calls only for what its list entry does not say. */
export async function readSecret(
  client: PlaceClient,
  listed: ListedSecret,
  { keys, failures, isInventory }: SecretReading,
): Promise<SecretRecord> {
  const { account, region, partition } = client.place
  const isReplica = listed.primaryRegion !== null && listed.primaryRegion !== region
  const isReplicated = listed.primaryRegion === region
  const isDeleted = listed.deletedAt !== null
  const description = isReplicated && !isDeleted ? await describeSecret(client, listed.arn) : null
  if (description !== null) failures.add('secretsmanager:DescribeSecret', description, listed.name)
  const versions = isDeleted || isInventory ? null : await listSecretVersions(client, listed.arn)
  if (versions !== null) failures.add('secretsmanager:ListSecretVersionIds', versions, listed.name)
  const all = versions?.known === true ? versions.value : null
  const current = all?.find(({ stages }) => stages.includes('AWSCURRENT'))
  const [key, valueKeys] = await Promise.all([
    keys.of(client, listed.keyId),
    Promise.all((current?.keyIds ?? []).map(id => keys.of(client, id === DEFAULT_KEY ? null : id))),
  ])
  const price = secretPrice({
    partition,
    isDeleted,
    isOwnedByService: listed.owningService !== null,
  })
  const { rotation } = listed
  return {
    account_id: account,
    region,
    name: listed.name,
    arn: listed.arn,
    type: listed.type,
    owning_service: listed.owningService,
    primary_region: listed.primaryRegion,
    is_replica: isReplica,
    created_at: listed.createdAt,
    last_changed_at: listed.lastChangedAt,
    last_read_on: listed.lastReadOn,
    read_may_be_rotation: false,
    deleted_at: listed.deletedAt,
    tags: listed.tags,
    key,
    value_keys: valueKeys.length === 0 ? null : valueKeys,
    value_created_at: current?.createdAt ?? null,
    rotation: {
      enabled: rotation.enabled,
      state: 'unknown',
      function_arn: rotation.functionArn,
      every_days: rotation.everyDays,
      schedule: rotation.schedule,
      window: rotation.window,
      last_rotated_at: rotation.lastRotatedAt,
      next_rotation_at: rotation.nextRotationAt,
    },
    pending_versions: isReplica || isDeleted ? [] : pendingIn(listed, all),
    rotation_events: null,
    replicas: isReplicated ? replicasIn(description) : [],
    use: 'unknown',
    monthly_cost: toDollars(price),
  }
}

type Description = Awaited<ReturnType<typeof describeSecret>>

const replicasIn = (description: Description | null): SecretReplicaRecord[] | null =>
  description?.known === true
    ? description.value.replicas.map(({ region, keyId, status, lastReadOn }) => ({
        region,
        key_id: keyId,
        status,
        last_read_on: lastReadOn,
      }))
    : null

/** Versions that a rotation made and that did not become current. Null: not known. */
function pendingIn(
  { versions: labels }: ListedSecret,
  versions: readonly SecretVersion[] | null,
): PendingVersionRecord[] | null {
  const byId = labels ?? (versions === null ? null : Object.fromEntries(versions.map(({ id, stages }) => [id, stages])))
  if (byId === null) return null
  return Object.entries(byId)
    .filter(([, stages]) => stages.includes('AWSPENDING') && !stages.includes('AWSCURRENT'))
    .map(([id]) => ({ version_id: id, created_at: versions?.find(version => version.id === id)?.createdAt ?? null }))
}
