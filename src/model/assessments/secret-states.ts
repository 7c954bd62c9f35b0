import { DAY, dayText, HOUR, type Instant } from '../time.ts'
import type { SecretRecord, SecretRotationRecord, SecretUse } from './secrets.ts'

/** Secrets Manager has so many days to begin a rotation that is due, and reports it with a delay. */
export const OVERDUE_AFTER = 2 * DAY

/** A rotation takes minutes. A version that is pending for longer is stuck. */
export const STUCK_AFTER: number = DAY

/** Whether you decide how the secret is rotated, and it can be: AWS or its primary secret decide for others. */
export const isOwn = ({ owning_service, is_replica, deleted_at }: SecretRecord): boolean =>
  owning_service === null && !is_replica && deleted_at === null

/** Returns when a rotation is or was due. Null: not known. */
export function rotationDue({ enabled, next_rotation_at, last_rotated_at, every_days }: Schedule): Instant | null {
  if (!enabled) return null
  if (next_rotation_at !== null) return Date.parse(next_rotation_at)
  return last_rotated_at === null || every_days === null ? null : Date.parse(last_rotated_at) + every_days * DAY
}

type Schedule = Omit<SecretRotationRecord, 'state'>

/** Whether the secret is rotated as scheduled. */
export function rotationState(secret: SecretRecord, now: Instant): SecretRotationRecord['state'] {
  if (!isOwn(secret)) return 'not_applicable'
  if (!secret.rotation.enabled) return 'off'
  const due = rotationDue(secret.rotation)
  if (due === null) return 'unknown'
  return due + OVERDUE_AFTER < now ? 'overdue' : 'on_time'
}

/**
 * Whether the last read can be the one of the rotation function, which reads the secret when it rotates it or fails to.
 * Secrets Manager gives the day of the read. A run that ends soon after midnight may have read the secret before.
 */
export function isReadByRotation({ last_read_on: day, rotation, rotation_events: events }: SecretRecord): boolean {
  if (day === null || rotation.function_arn === null) return false
  const runs = [rotation.last_rotated_at, events?.last_at ?? null]
  return runs.some(at => at !== null && [0, HOUR].some(before => dayText(Date.parse(at) - before) === day))
}

/** The versions that have been pending for too long. Null: not known. */
export const stuckVersions = ({ pending_versions: pending }: SecretRecord, now: Instant) =>
  pending === null || pending.some(({ created_at: at }) => at === null)
    ? null
    : pending.filter(({ created_at: at }) => at !== null && Date.parse(at) + STUCK_AFTER < now)

/** Whether the latest rotation failed or was abandoned. Null: not known. */
export function hasFailed({ rotation, rotation_events: events }: SecretRecord): boolean | null {
  if (!rotation.enabled) return false
  if (events === null) return null
  const { last_at: last, is_partial: isPartial, since } = events
  const rotated = rotation.last_rotated_at
  if (last !== null && (rotated === null || rotated < last)) return true
  return isPartial && (rotated === null || since > rotated) ? null : false
}

/**
 * Returns whether each secret is used. AWS records the day of the last read in each Region, so that the copies of a
 * secret decide together: one that is read keeps all of them in use.
 */
export function usesOf(secrets: readonly SecretRecord[], unusedDays: number, now: Instant): SecretUse[] {
  const primaries = new Map(secrets.map(secret => [nameOf(secret), secret]))
  return secrets.map(secret => {
    const primary = secret.is_replica
      ? primaries.get(nameOf({ ...secret, region: secret.primary_region ?? '' }))
      : secret
    const reads = readsOf(secret, primary)
    if (reads.some(({ day, byRotation }) => !byRotation && isRecent(day, unusedDays, now))) return 'in_use'
    if (primary === undefined || primary.replicas === null) return 'unknown'
    if (reads.some(({ day }) => isRecent(day, unusedDays, now))) return 'unknown'
    if (reads.some(({ day }) => day !== null)) return 'unused'
    if (secret.created_at === null) return 'unknown'
    return Date.parse(secret.created_at) + unusedDays * DAY > now ? 'new' : 'unused'
  })
}

interface LastRead {
  day: string | null
  byRotation: boolean
}

/** The last reads in each Region. A rotation function runs in the Region of the primary secret. */
const readsOf = (secret: SecretRecord, primary: SecretRecord | undefined): LastRead[] => [
  ...[secret, ...(primary === undefined || primary === secret ? [] : [primary])].map(one => ({
    day: one.last_read_on,
    byRotation: isReadByRotation(one),
  })),
  ...(primary?.replicas ?? []).map(one => ({ day: one.last_read_on, byRotation: false })),
]

const nameOf = ({ account_id, region, name }: Pick<SecretRecord, 'account_id' | 'region' | 'name'>): string =>
  JSON.stringify([account_id, region, name])

/** A day is over at its end. */
const isRecent = (day: string | null, days: number, now: Instant): boolean =>
  typeof day === 'string' && Date.parse(day) + (days + 1) * DAY > now
