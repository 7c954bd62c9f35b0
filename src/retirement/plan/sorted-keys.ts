import { keyOwner } from '../../findings/key-owner.ts'
import { isPendingDeletion } from '../../model/key.ts'
import { REGION_NAME } from '../../model/region-name.ts'
import type { KeyRecord } from '../../model/report/report.ts'
import type { OwnedKey, PlannedKey, ReadinessReason, UnplannedKey } from '../../model/retirement/retirement.ts'
import type { ReadinessContext } from '../readiness/context.ts'
import { ACTING_TYPES_UNREAD } from '../readiness/rules/dependents.ts'
import { readinessOf } from '../readiness/readiness-of.ts'
import { toPlannedKey } from './planned-key.ts'
import { replicasOf } from './waves.ts'

/** The keys of an account, by what the plan does with them. */
export interface SortedKeys {
  toDisable: PlannedKey[]
  startAtWatch: PlannedKey[]
  migrateFirst: PlannedKey[]
  ownedByCode: OwnedKey[]
  notPlanned: UnplannedKey[]
}

/** Sorts customer managed keys. Keys that are already pending deletion are left out. */
export function sortKeys(keys: readonly KeyRecord[], context: ReadinessContext): SortedKeys {
  const sorted: SortedKeys = { toDisable: [], startAtWatch: [], migrateFirst: [], ownedByCode: [], notPlanned: [] }
  for (const key of keys) {
    if (key.key_manager === 'AWS' || (key.key_state !== null && isPendingDeletion(key.key_state))) continue
    const planned = toPlannedKey(key, readinessOf(key, context), context)
    const owner = keyOwner(key)
    if (planned.readiness === 'blocked') {
      if (canMigrate(planned)) sorted.migrateFirst.push(planned)
      else sorted.notPlanned.push(toUnplanned(planned))
    } else if (owner !== null) {
      sorted.ownedByCode.push({
        ...planned,
        owner: { tool: owner.tool, name: owner.name, logical_id: owner.logicalId },
      })
    } else if (!canBeScripted(key, planned) || !isSearched(planned)) sorted.notPlanned.push(toUnplanned(planned))
    else if (key.key_state === 'Disabled') sorted.startAtWatch.push(planned)
    else sorted.toDisable.push(planned)
  }
  return withoutPrimariesOfKeptReplicas(sorted, keys)
}

/** Whether only resources are in the way, and AWS acts on at least one of them as soon as the key is disabled. */
const canMigrate = ({ reasons, dependents }: PlannedKey): boolean =>
  dependents.some(({ acts_on_disabled }) => acts_on_disabled) &&
  reasons.every(({ id, level }) => level === 'review' || RESOURCES_IN_THE_WAY.has(id))

const RESOURCES_IN_THE_WAY: ReadonlySet<string> = new Set([
  'dependent-fails-soon',
  'dependent-effect-unknown',
  'service-grant',
])

/** Whether the scripts could tell if the key has changed. A reason says what is missing. */
const canBeScripted = ({ key_arn, created_at }: KeyRecord, { policy_digest }: PlannedKey): boolean =>
  policy_digest !== null && created_at !== null && KEY_ARN.test(key_arn)

/** Whether every type was searched whose resources AWS stops, archives or deletes when the key is disabled. */
const isSearched = ({ reasons }: PlannedKey): boolean => reasons.every(({ id }) => id !== ACTING_TYPES_UNREAD)

const KEY_ARN = new RegExp(`^arn:aws[a-z-]*:kms:${REGION_NAME}:\\d{12}:key/[A-Za-z0-9-]+$`)

const toUnplanned = ({ key_arn, region, aliases, description, readiness, reasons }: PlannedKey): UnplannedKey => ({
  key_arn,
  region,
  aliases,
  description,
  readiness,
  reasons,
})

/** KMS deletes a primary key only after its replicas, so it stays as long as one of them does. */
function withoutPrimariesOfKeptReplicas(sorted: SortedKeys, keys: readonly KeyRecord[]): SortedKeys {
  const leaving = new Set([...sorted.toDisable, ...sorted.startAtWatch].map(({ key_arn }) => key_arn))
  for (const { key_arn, key_state } of keys)
    if (key_state !== null && isPendingDeletion(key_state)) leaving.add(key_arn)
  const isHeld = (key: PlannedKey): boolean => replicasOf(key).some(arn => arn !== key.key_arn && !leaving.has(arn))
  const held = [...sorted.toDisable, ...sorted.startAtWatch].filter(isHeld)
  return {
    ...sorted,
    toDisable: sorted.toDisable.filter(key => !isHeld(key)),
    startAtWatch: sorted.startAtWatch.filter(key => !isHeld(key)),
    notPlanned: [...sorted.notPlanned, ...held.map(key => toUnplanned(withReplicasFirst(key)))],
  }
}

const withReplicasFirst = (key: PlannedKey): PlannedKey => ({
  ...key,
  readiness: 'review',
  reasons: [...key.reasons, REPLICAS_FIRST],
})

const REPLICAS_FIRST: ReadinessReason = {
  id: 'replicas-first',
  level: 'review',
  text: 'KMS deletes a primary key only after its replicas, and this plan does not delete all of them.',
  source: 'description',
  clears: 'Retire the replicas first, or make one of them the primary key.',
}
