import type { EvidenceRecord, KeyRecord } from '../../../src/model/report/report.ts'
import { METRIC_RETENTION, METRIC_START } from '../../../src/simulation/world/limits.ts'
import { DAY, HOUR, SECOND, type Instant } from '../../../src/model/time.ts'
import type { FaultRun } from '../fault-run.ts'
import { isFindable, TICK, usesOfFamily, type TrueUse } from '../truth.ts'
import { reportTime, recordsWithTruth, type Invariant } from './invariant.ts'

const SPAN = { second: SECOND, minute: 60 * SECOND, hour: HOUR, day: DAY }
const spanOf = (precision: keyof typeof SPAN | null | undefined): number => SPAN[precision ?? 'second']
const instantOf = (text: string | null | undefined): Instant => Date.parse(text ?? '')
const iso = (time: Instant): string => new Date(time).toISOString()

/** Returns a true use after `from` and before `to`, except within the second that reports round to. */
const useBetween = (uses: readonly TrueUse[], from: Instant, to: Instant): TrueUse | undefined =>
  uses.find(use => use.at >= from + SECOND && use.at <= to - SECOND)

/** The evidence of each source is true. */
export const evidenceIsTrue: Invariant = function* (run) {
  for (const { record, truly } of recordsWithTruth(run)) {
    for (const evidence of record.usage?.evidence ?? []) {
      const wrong =
        evidence.source === 'cloudwatch' ? wrongCount(evidence, truly.uses, run) : wrongSight(evidence, truly.uses, run)
      if (wrong !== null) yield `${record.key_id}: ${evidence.source} ${evidence.status}: ${wrong}`
    }
  }
}

function wrongSight(evidence: EvidenceRecord, uses: readonly TrueUse[], { end }: FaultRun): string | null {
  const { status, since, until } = evidence
  if (instantOf(since) > end || instantOf(until) > end)
    return `sees what has not happened, since ${since} until ${until}`
  if (status === 'used' && !isThere(evidence, uses)) return `nobody used it at ${evidence.last_used_at}`
  if (status !== 'used' && status !== 'not_observed') return null
  const from = status === 'used' ? instantOf(evidence.last_used_at) + spanOf(evidence.precision) : instantOf(since)
  const missed = useBetween(uses, from, instantOf(until))
  return missed === undefined ? null : `misses the use at ${iso(missed.at)}, since ${since} until ${until}`
}

/** CloudWatch misses no use that it can find. It cannot find ReEncrypt pairs that it no longer lists. */
function wrongCount(
  evidence: EvidenceRecord,
  uses: readonly TrueUse[],
  { end, scenario: { now, metricsDelay } }: FaultRun,
): string | null {
  if (evidence.status === 'used') return isThere(evidence, uses) ? null : `nobody used it at ${evidence.last_used_at}`
  if (evidence.status !== 'not_observed') return null
  // A run that began with a wrong time asked until that time, and reports it.
  const measured = Math.min(now - metricsDelay, instantOf(evidence.until))
  const from = Math.max(instantOf(evidence.since), METRIC_START, end - METRIC_RETENTION)
  const listed = { from: end - metricsDelay, to: now - metricsDelay }
  const missed = uses.find(use => use.at >= from && use.at < measured && isFindable(use, uses, listed))
  return missed === undefined ? null : `misses the use at ${iso(missed.at)}, since ${evidence.since}`
}

const isThere = ({ last_used_at, precision }: EvidenceRecord, uses: readonly TrueUse[]): boolean =>
  uses.some(use => use.at >= instantOf(last_used_at) && use.at < instantOf(last_used_at) + spanOf(precision))

/** The verdict ignores no reported use, and claims silence only for time without use. */
export const verdictIsTrue: Invariant = function* (run) {
  const now = reportTime(run)
  for (const { record, truly } of recordsWithTruth(run)) {
    const { usage, key_id: id } = record
    if (usage === undefined) continue
    const seen = usage.evidence
      .filter(({ status }) => status === 'used')
      .map(({ last_used_at }) => instantOf(last_used_at))
    if (seen.length > 0 && usage.status !== 'used') yield `${id}: ${usage.status} although a source tells of a use`
    if (Number(record.monthly_usage ?? 0) > 0 && usage.status !== 'used')
      yield `${id}: ${usage.status} although requests were counted`
    // Uses older than the delay of the slowest source must be known.
    const late = now - HOUR
    if (usage.status === 'used') {
      const last = instantOf(usage.last_used_at)
      for (const other of seen.filter(time => time > last))
        yield `${id}: used at ${usage.last_used_at}, not the later ${iso(other)}`
      const later = usage.at_least === true ? undefined : useBetween(truly.uses, last + spanOf(usage.precision), late)
      if (later !== undefined)
        yield `${id}: used at ${usage.last_used_at} without 'at least', truly at ${iso(later.at)}`
    }
    const silentSince =
      usage.status === 'never' ? 0 : usage.status === 'not_observed' ? instantOf(usage.not_observed_since) : null
    const missed = silentSince === null ? undefined : useBetween(truly.uses, silentSince, late)
    if (missed !== undefined) yield `${id}: ${record.last_used} although used at ${iso(missed.at)}`
  }
}

/** No key in use is called unused. */
export const unusedIsUnused: Invariant = function* (run) {
  const now = reportTime(run)
  const { unusedDays } = run.request
  const from = now - unusedDays * DAY
  for (const { record, truly } of recordsWithTruth(run)) {
    const { disposition, key_id: id } = record
    const uses = usesOfFamily(run.truth, truly)
    if (isCalledUnused(record)) {
      // An hour's margin at the beginning is enough.
      const use = uses.find(each => each.at >= from + HOUR && each.at <= now - HOUR - SECOND)
      if (use !== undefined) yield `${id}: ${disposition} although used at ${iso(use.at)}`
    }
    if (disposition === 'in_use' && !uses.some(use => use.at > from - DAY))
      yield `${id}: in_use, but nobody has used it`
    if (disposition === 'new' && truly.key.createdAt < from - SECOND)
      yield `${id}: new, but created at ${iso(truly.key.createdAt)}`
  }
}

const isCalledUnused = ({ disposition }: KeyRecord): boolean => ['stale', 'never', 'silent'].includes(disposition)

/** The time of the report lies within the run. A resumed run reports the time of its beginning. */
export const timeIsTrue: Invariant = function* (run) {
  const { scenario, end, shown, earlierFaults } = run
  // The earlier run may have begun with a wrong time, and ended before it could notice.
  if (earlierFaults?.counts['wrong date'] !== undefined) return
  const now = reportTime(run)
  // One wrong date among three answers cannot be recognized.
  if (shown.answers < FEW) return
  if (now < scenario.now - TICK || now > end + TICK) yield `as of ${iso(now)}, made ${iso(scenario.now)} to ${iso(end)}`
}

const FEW = 5
/** A use that AWS has shown is reported, and no earlier. */
export const shownUsesAreReported: Invariant = function* (run) {
  // An answer that arrives at the time limit is too late.
  if (run.request.maxDuration !== null) return
  for (const { record, truly } of recordsWithTruth(run)) {
    const shown = run.shown.newest.get(truly.arn)
    const { usage, key_id: id } = record
    if (shown === undefined || usage === undefined) continue
    if (usage.status !== 'used') yield `${id}: ${usage.status}, although AWS showed a use at ${iso(shown)}`
    else if (instantOf(usage.last_used_at) + spanOf(usage.precision) <= shown - SECOND)
      yield `${id}: used at ${usage.last_used_at}, although AWS showed a use at ${iso(shown)}`
  }
}
