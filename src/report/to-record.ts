import type { Evidence, Sighting } from '../model/evidence.ts'
import type { Gap } from '../model/gap.ts'
import { FACT_FIELDS, type KeyFacts } from '../model/report/key-facts.ts'
import type { Key } from '../model/key.ts'
import type {
  CostRecord,
  EvidenceRecord,
  GapRecord,
  KeyRecord,
  RequestHistoryRecord,
  UsageRecord,
} from '../model/report/report.ts'
import type { RequestsByDay } from '../model/requests.ts'
import type { Instant } from '../model/time.ts'
import { DAY, dayText, isoTime } from '../model/time.ts'
import type { Disposition, Usage } from '../model/usage.ts'
import { defined } from '../lib/defined.ts'
import { lastUsedText } from '../usage/last-used-text.ts'
import type { KeyDependents } from './found-dependents.ts'
import type { AuditedKey } from './audited-key.ts'

/**
 * Returns the published record of one key. `disposition` takes the other keys of a multi-Region family into account.
 */
export function toRecord(
  audited: AuditedKey,
  disposition: Disposition,
  cost: CostRecord,
  found?: KeyDependents,
): KeyRecord {
  const { key, usage, evidence, requests, createdAt, inventory } = audited
  return {
    account_id: key.place.account,
    region: key.place.region,
    key_id: key.id,
    key_arn: key.arn,
    ...(inventory !== undefined && {
      inventory: { source: inventory.source, recorded_at: time(inventory.recordedAt) },
    }),
    aliases: key.aliases,
    ...metadata(key, createdAt),
    ...(usage === null ? {} : { last_used: lastUsedText(usage) }),
    disposition,
    ...(usage === null ? {} : { usage: toUsageRecord(usage, evidence) }),
    ...(requests === undefined ? {} : { monthly_usage: requests?.total ?? null }),
    cost,
    ...inOrder(audited.facts),
    ...(requests?.byDay === undefined ? {} : { request_history: toHistory(requests.byDay) }),
    ...(found === undefined ? {} : { dependents: found.dependents, dependents_gaps: found.gaps }),
    ...(found?.dataOf === undefined ? {} : { data_of: found.dataOf }),
    findings: [],
    findings_unknown: [],
    error: key.readable ? null : key.error,
  }
}

/** Facts in the order of the fields of the JSON report; those of other registries' facts follow. */
const inOrder = (facts: KeyFacts): KeyFacts => ({
  ...Object.fromEntries(FACT_FIELDS.filter(field => field in facts).map(field => [field, facts[field]])),
  ...facts,
})

/** Every day from the first, also those without requests; the operation with the most requests first. */
function toHistory({ start, sums, end }: RequestsByDay): RequestHistoryRecord {
  const days = Array.from({ length: Math.ceil((end - start) / DAY) }, (_, day) => start + day * DAY)
  const operations = Object.entries(sums).map(([operation, ofDays]) => {
    const daily = days.map(day => ofDays[day] ?? 0)
    return { operation, total: daily.reduce((sum, count) => sum + count, 0), daily }
  })
  const used = operations.filter(({ total }) => total > 0)
  return {
    since: dayText(start),
    operations: used.toSorted((a, b) => b.total - a.total || (a.operation < b.operation ? -1 : 1)),
  }
}

export const toGapRecord = ({ account, region, keyId, operation, reason, message }: Gap): GapRecord => ({
  account_id: account,
  region,
  key_id: keyId,
  operation,
  reason,
  message,
})

export const toGap = ({ account_id, region, key_id, operation, reason, message }: GapRecord): Gap => ({
  account: account_id,
  region,
  keyId: key_id,
  operation,
  reason,
  message,
})

const time = (at: Instant | null): string | null => (at === null ? null : isoTime(at))

const timeIfKnown = (at: Instant | undefined): string | undefined => (at === undefined ? undefined : isoTime(at))

function metadata(key: Key, createdAt: Instant | null) {
  const read = key.readable ? key : null
  return {
    description: read?.description ?? null,
    enabled: read?.enabled ?? null,
    key_state: read?.state ?? null,
    key_manager: key.manager,
    key_spec: read?.spec ?? null,
    key_usage: read?.usage || null,
    origin: read?.origin ?? null,
    created_at: time(createdAt),
    deletion_date: time(read?.deletionDate ?? null),
    multi_region: read === null ? null : read.multiRegion !== null,
    multi_region_type: read?.multiRegion?.type ?? null,
    primary_key_arn: read?.multiRegion?.primaryArn ?? null,
    replica_keys: read?.multiRegion?.replicaArns ?? [],
    ...(read?.origin === 'EXTERNAL' ? { valid_to: time(read.validTo) } : {}),
  }
}

function toUsageRecord(usage: Usage, evidence: readonly Evidence[]): UsageRecord {
  const used = usage.status === 'used' ? usage : null
  return defined({
    status: usage.status === 'not-observed' ? ('not_observed' as const) : usage.status,
    last_used_at: time(used?.at ?? null),
    precision: used?.precision ?? null,
    at_least: used?.atLeast === true ? true : undefined,
    not_observed_since: usage.status === 'not-observed' ? isoTime(usage.since) : null,
    operation: used?.operation ?? null,
    event_id: used?.eventId ?? null,
    source: usage.status === 'unknown' ? null : usage.source,
    disagreement: used?.disagreement,
    evidence: evidence.map(toEvidenceRecord),
  })
}

function toEvidenceRecord({
  source,
  sighting,
  unverified,
  publicKeyReadAt,
  refused,
  disabledAt,
}: Evidence): EvidenceRecord {
  return defined({
    source,
    ...toSightingRecord(sighting),
    unverified,
    public_key_read_at: timeIfKnown(publicKeyReadAt),
    refused_at: timeIfKnown(refused?.at),
    refused_error: refused?.error,
    refused_by: refused?.by,
    disabled_at: timeIfKnown(disabledAt),
  })
}

function toSightingRecord(sighting: Sighting): Omit<EvidenceRecord, 'source'> {
  if (sighting.kind === 'unknown') return { status: 'unknown', why: sighting.why }
  const seen = { since: isoTime(sighting.since), until: isoTime(sighting.until) }
  if (sighting.kind !== 'used') return { status: sighting.kind === 'partial' ? 'partial' : 'not_observed', ...seen }
  const { at, precision, operation, eventId } = sighting
  const use = { last_used_at: isoTime(at), precision, operation, event_id: eventId }
  return defined({ status: 'used' as const, ...seen, ...use })
}
