import { defined } from '../../lib/defined.ts'
import type { Finding } from '../../model/finding.ts'
import type { HistoryFindings, HistoryGap, HistoryKeyFields, HistoryLine } from '../../model/history/history-line.ts'
import { partitionOf } from '../../model/partition.ts'
import type { GapRecord, KeyRecord, PlaceRecord, Report, UsageRecord } from '../../model/report/report.ts'
import { dayText, minuteText } from '../../model/time.ts'
import { fromPositions } from './positions.ts'

/**
 * Returns a line of the history as the report that it was made of, as far as it is known: the keys lack what a line does
 * not keep, which then counts as not recorded. Findings have no texts. Pure.
 */
export function reportOfLine(line: HistoryLine): Report {
  const { tool_version, generated_at, unused_days, scope, summary, savings, gaps, findings, deletions } = line
  const { defaults, keys } = line
  const isChecked = scope.sources.length > 0
  const records = keys.map(({ id, ...own }) => recordOf(id, { ...defaults, ...own }, scope.places, isChecked))
  return {
    schema_version: 1,
    tool_version,
    generated_at,
    unused_days,
    scope,
    summary,
    savings,
    gaps: gaps.flatMap(gap => gapRecords(gap, records)),
    ...(findings === undefined ? {} : { findings: findings.flatMap(group => findingRecords(group, records)) }),
    ...(deletions === undefined ? {} : { deletions }),
    keys: records,
  }
}

/** A record without description, key spec, family, policy and so on, although its type has them. */
function recordOf(
  key_id: string,
  fields: HistoryKeyFields,
  places: readonly PlaceRecord[],
  isChecked: boolean,
): KeyRecord {
  const { account_id = '', region = '', partition = partitionOf(region) } = places[fields.place ?? 0] ?? {}
  const { key_state = null, key_manager = null, created_at = null, deletion_date = null, error = null } = fields
  const { aliases = [], disposition = 'unknown', cost = null, cost_basis = 'base' } = fields
  const usage = isChecked ? usageOf(fields) : undefined
  const known = {
    account_id,
    region,
    key_id,
    key_arn: `arn:${partition}:kms:${region}:${account_id}:key/${key_id}`,
    aliases,
    // https://docs.aws.amazon.com/kms/latest/APIReference/API_KeyMetadata.html
    enabled: key_state === null ? null : key_state === 'Enabled',
    key_state,
    key_manager,
    created_at,
    deletion_date,
    last_used: usage === undefined ? undefined : lastUsedText(usage),
    disposition,
    usage,
    cost: { key: cost, basis: cost_basis, requests: null },
    findings: [],
    findings_unknown: [],
    error,
  }
  return defined(known) as Partial<KeyRecord> as KeyRecord
}

/** Undefined: the line does not say when the key was used. */
function usageOf(fields: HistoryKeyFields): UsageRecord | undefined {
  const { usage: status, last_used_at = null, at_least, not_observed_since = null } = fields
  if (status === undefined || status === null) return undefined
  return {
    status,
    last_used_at,
    precision: null,
    ...(at_least === true ? { at_least } : {}),
    not_observed_since,
    operation: null,
    event_id: null,
    source: null,
    evidence: [],
  }
}

/** The text of `Last Used`, as in the report. */
function lastUsedText({ status, last_used_at: at, at_least, not_observed_since: since }: UsageRecord): string {
  if (status === 'used' && at !== null) return `${at_least === true ? '>= ' : ''}${minuteText(Date.parse(at))}`
  if (status === 'not_observed' && since !== null) return `Never since ${dayText(Date.parse(since))}`
  return status === 'never' ? 'Never' : 'Unknown'
}

function gapRecords(
  { account_id, region, operation, reason, count, keys = [], key_ids = [] }: HistoryGap,
  records: readonly KeyRecord[],
) {
  const listed = fromPositions(keys, records.length).flatMap(position => records[position]?.key_id ?? [])
  const ids = [...listed, ...key_ids]
  const others = Array.from({ length: Math.max(0, count - ids.length) }, () => null)
  return [...ids, ...others].map((key_id): GapRecord => ({
    account_id,
    region,
    key_id,
    operation,
    reason,
    message: '',
  }))
}

function findingRecords(
  { check, severity, status, keys = [], others = [] }: HistoryFindings,
  records: readonly KeyRecord[],
) {
  const ofKeys = fromPositions(keys, records.length).flatMap(position => {
    const key = records[position]
    return key === undefined ? [] : [{ account_id: key.account_id, region: key.region, key_id: key.key_id }]
  })
  return [...ofKeys, ...others].map((about): Finding => ({
    check,
    severity,
    status,
    ...about,
    title: check,
    detail: '',
    remedy: '',
  }))
}
