import type { IdleTime } from '../../model/retirement/guard-check.ts'
import type { EvidenceRecord, KeyRecord } from '../../model/report/report.ts'
import { DAY, type Instant } from '../../model/time.ts'

/**
 * Returns what `kms:TrailingDaysWithoutKeyUsage` is for a key: whole days since its last use that KMS tracked; without
 * one, since its creation, or since KMS began to track if the key is older. Another source decides only if KMS gave no
 * answer.
 * https://docs.aws.amazon.com/kms/latest/developerguide/conditions-kms.html#conditions-kms-trailing-days-without-key-usage
 */
export function idleTime(key: KeyRecord, now: Instant): IdleTime {
  const { usage } = key
  if (usage === undefined) return unknownIdle('The last use was not read.')
  const tracked = usage.evidence.find(({ source }) => source === 'kms')
  return fromTracking(key, tracked, now) ?? fromOtherSource(key, now) ?? unknownIdle(whyUnknown(key, tracked))
}

/** Null: KMS gave no answer. */
function fromTracking({ created_at }: KeyRecord, tracked: EvidenceRecord | undefined, now: Instant): IdleTime | null {
  if (tracked?.status === 'used' && tracked.last_used_at !== undefined)
    return idleSince('last_use', tracked.last_used_at, 'kms', now)
  if (tracked?.status !== 'not_observed' || tracked.since === undefined) return null
  return created_at !== null && Date.parse(created_at) >= Date.parse(tracked.since)
    ? idleSince('creation', created_at, 'kms', now)
    : idleSince('tracking_start', tracked.since, 'kms', now)
}

/** A known use is an upper limit: KMS has seen this use, a later one, or began to track later. */
function fromOtherSource({ usage }: KeyRecord, now: Instant): IdleTime | null {
  if (usage?.status !== 'used' || usage.last_used_at === null) return null
  return { ...idleSince('last_use', usage.last_used_at, usage.source, now), precision: 'at_most' }
}

const idleSince = (
  since: NonNullable<IdleTime['since']>,
  at: string,
  source: string | null,
  now: Instant,
): IdleTime => ({
  days: Math.max(0, Math.floor((now - Date.parse(at)) / DAY)),
  precision: 'exact',
  since,
  since_at: at,
  source,
  why: null,
})

const unknownIdle = (why: string): IdleTime => ({
  days: null,
  precision: null,
  since: null,
  since_at: null,
  source: null,
  why,
})

const whyUnknown = ({ error }: KeyRecord, tracked: EvidenceRecord | undefined): string =>
  tracked?.why ?? error ?? 'KMS was not asked for the last use.'
