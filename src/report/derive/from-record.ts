import { DOLLAR, type MicroDollars } from '../../model/cost.ts'
import type { Evidence, Sighting } from '../../model/evidence.ts'
import type { Key } from '../../model/key.ts'
import type { EvidenceRecord, KeyRecord, UsageRecord } from '../../model/report/report.ts'
import type { Instant } from '../../model/time.ts'
import type { Usage } from '../../model/usage.ts'

/** Returns the key that a record was made from, as far as prices, families and counts need it. */
export function toKey(record: KeyRecord): Key {
  const { account_id: account, region, key_id: id, key_arn: arn, aliases, key_manager: manager, key_state } = record
  const [, partition = 'aws'] = arn.split(':')
  const base = { place: { partition, account, region }, id, arn, aliases }
  if (record.error !== null || key_state === null) {
    // The reason is among the gaps of the report.
    return { ...base, readable: false, reason: 'denied', error: record.error ?? '', manager }
  }
  const { multi_region_type: type, primary_key_arn: primaryArn, replica_keys: replicaArns } = record
  return {
    ...base,
    readable: true,
    description: record.description ?? '',
    enabled: record.enabled ?? false,
    state: key_state,
    manager: manager ?? '',
    spec: record.key_spec ?? '',
    usage: record.key_usage ?? '',
    origin: record.origin ?? '',
    createdAt: instant(record.created_at),
    deletionDate: instant(record.deletion_date),
    validTo: instant(record.valid_to),
    multiRegion: type === null || primaryArn === null ? null : { type, primaryArn, replicaArns },
  }
}

export const instant = (time: string | null | undefined): Instant | null =>
  time === null || time === undefined ? null : Date.parse(time)

/** Exact: the report contains the double that is nearest to the decimal amount. */
export const toMicroDollars = (dollars: number | null): MicroDollars | null =>
  dollars === null ? null : Math.round(dollars * DOLLAR)

/** What the registry of sources declares about a source. */
export type SourceTraits = Pick<Evidence, 'complete' | 'delay'>

/** Evidence of a source that this version does not know can show a use; without one it decides nothing. */
export const toEvidence = (record: EvidenceRecord, traits: ReadonlyMap<string, SourceTraits>): Evidence => ({
  source: record.source,
  ...(traits.get(record.source) ?? { complete: false, delay: 0 }),
  sighting: toSighting(record),
})

function toSighting({
  status,
  since,
  until,
  last_used_at: at,
  precision = 'second',
  why = '',
}: EvidenceRecord): Sighting {
  if (status === 'unknown' || since === undefined || until === undefined) return { kind: 'unknown', why }
  const seen = { since: Date.parse(since), until: Date.parse(until) }
  if (status === 'used' && at !== undefined) return { kind: 'used', at: Date.parse(at), precision, ...seen }
  return { kind: status === 'not_observed' ? 'not-seen' : 'partial', ...seen }
}

/** Returns the verdict of the audit. Its dates are whole seconds, too coarse to decide the verdict again. */
export function toUsage(record: UsageRecord, now: Instant): Usage {
  const { status, last_used_at, precision, source, at_least: atLeast = false } = record
  const at = instant(last_used_at)
  if (status === 'used' && at !== null)
    return { status, at, precision: precision ?? 'second', source: source ?? '', atLeast }
  const since = instant(record.not_observed_since) ?? now
  if (status === 'never') return { status, since, until: now, source: source ?? '' }
  if (status === 'not_observed') return { status: 'not-observed', since, until: now, source: source ?? '' }
  return { status: 'unknown', why: '' }
}
