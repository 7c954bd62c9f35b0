import type { EvidenceRecord, GapRecord, KeyRecord } from '../../../src/model/report/report.ts'
import type { EffectName } from '../effects.ts'
import { hasGap, type Invariant } from './invariant.ts'

const OPERATIONS: Readonly<Record<string, readonly string[]>> = {
  kms: ['kms:GetKeyLastUsage'],
  cloudtrail: ['cloudtrail:LookupEvents'],
  cloudwatch: ['cloudwatch:GetMetricData', 'cloudwatch:ListMetrics'],
}

/** Every unknown value has a gap for the key, its place or its account. */
export const everyUnknownHasGap: Invariant = function* ({ report }) {
  for (const record of report.keys) {
    const { key_id: id, error, usage, monthly_usage: count } = record
    if (error !== null && !hasGap(report.gaps, record, ['kms:DescribeKey'])) yield `${id}: '${error}' without a gap`
    if (count === null && !hasGap(report.gaps, record, OPERATIONS['cloudwatch'] ?? []))
      yield `${id}: no count, without a gap`
    for (const evidence of usage?.evidence ?? []) {
      const isHole = evidence.status === 'unknown' || evidence.status === 'partial'
      if (!isHole || isMeant(evidence, record, report.gaps)) continue
      if (!hasGap(report.gaps, record, OPERATIONS[evidence.source] ?? []))
        yield `${id}: ${evidence.source} is ${evidence.status} without a gap: ${evidence.why ?? ''}`
    }
  }
}

/**
 * Whether a partial answer is intended. A second opinion reads a few pages for a few keys that KMS has answered. That
 * answer may be lost later, with a gap.
 */
function isMeant({ source, status, why }: EvidenceRecord, record: KeyRecord, gaps: readonly GapRecord[]): boolean {
  if (source !== 'cloudtrail') return false
  if (
    status !== 'partial' &&
    !/^not searched: (CloudTrail is searched for at most \d+ unused keys|--fast) /.test(why ?? '')
  )
    return false
  const kms = record.usage?.evidence.find(each => each.source === 'kms')
  return (
    kms?.status === 'used' ||
    kms?.status === 'not_observed' ||
    /outside the time of this audit/.test(lostBy(record, gaps))
  )
}

const lostBy = ({ key_id }: KeyRecord, gaps: readonly GapRecord[]): string =>
  gaps.find(gap => gap.key_id === key_id && gap.operation === 'kms:GetKeyLastUsage')?.message ?? ''

/** Faults for which a gap can have one reason only. */
const REASONS: Partial<Record<EffectName, GapRecord['reason']>> = {
  'server error': 'server_error',
  'internal failure': 'server_error',
  'denied by key policy': 'denied',
  'denied by identity policy': 'denied',
  'denied by SCP': 'denied',
  'null entry': 'malformed',
  'odd refusal': 'denied',
  'refusal without a code': 'denied',
  'credentials refused': 'denied',
}

/** Every gap has the reason of a fault that occurred. */
export const everyGapHasReason: Invariant = function* ({ report, faults, quotas, request, truth, scenario, pace }) {
  // The program does not notice the suspended hours, so earlier answers are of another time.
  if (pace.name === 'suspended machine') return
  if (quotas !== 'off' || request.maxDuration !== null) return
  const kinds = Object.keys(faults.counts) as EffectName[]
  const reasons = kinds.map(name => REASONS[name])
  // Other faults can have several reasons.
  if (reasons.includes(undefined)) return
  const hopeless = new Set(
    [...truth.values()].filter(({ key }) => key.vanished === true || key.lockedAway === true).map(({ key }) => key.id),
  )
  for (const { key_id, reason, operation, message, region } of report.gaps) {
    if (key_id !== null && hopeless.has(key_id)) continue
    if (reasons.includes(reason)) continue
    if (reason === 'not_enabled') continue
    if (reason === 'partial' && operation === 'cloudtrail:LookupEvents' && /--max-pages/.test(message)) continue
    if (operation === 'cloudwatch:GetMetricData' && (scenario.metricsDelay > 0 || reason === 'partial')) continue
    yield `a gap without a reason: ${region} ${key_id} ${operation} ${reason}: ${message}`
  }
}
