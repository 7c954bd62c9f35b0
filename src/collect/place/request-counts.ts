import { type Answer, failure } from '../../aws/answers/answer.ts'
import type { KeySums } from '../../aws/cloudwatch/key-metrics.ts'
import { keyMetricsOf, METRICS_SOURCE } from '../../aws/cloudwatch/key-metrics.ts'
import type { PlaceClient } from '../../aws/session/place-client.ts'
import type { Evidence } from '../../model/evidence.ts'
import type { Key } from '../../model/key.ts'
import type { RequestCounts } from '../../model/requests.ts'
import type { Instant } from '../../model/time.ts'
import { DAY, HOUR, minuteText } from '../../model/time.ts'
import { type Use, usesIn } from '../../usage/use.ts'

const OPERATION = 'cloudwatch:GetMetricData'

/** The counts of one key, before the place as a whole has been judged. */
export interface Counted {
  key: Key
  evidence: readonly Evidence[]
  sums: Answer<KeySums>
}

/** Returns the use that request counts show: on the last day (UTC) with a request. */
export function useInCounts(sums: Answer<KeySums>, now: Instant): Evidence | null {
  if (!sums.known || sums.value.lastDay === null) return null
  const { start, lastDay } = sums.value
  const sighting = { kind: 'used', at: lastDay.start, precision: 'day', since: start, until: now } as const
  return { source: METRICS_SOURCE, complete: false, delay: 0, sighting }
}

/**
 * Returns the request counts of the keys of a place, after all its evidence has arrived. Null: unknown. Missing data
 * counts as 0 only if no source contradicts it, because CloudWatch gives the same answer for metrics that do not exist
 * as for keys that were not used.
 */
export function settleCounts(counted: readonly Counted[], client: PlaceClient): Map<string, RequestCounts | null> {
  const blind = isBlind(counted, client)
  if (blind !== null) client.gap(OPERATION, 'unsupported', blind)
  return new Map(counted.map(each => [each.key.id, blind === null ? settle(each, client) : null]))
}

/**
 * Says why the counts of a place are unknown: it has no series at all, although another source shows a use in that
 * time.
 */
function isBlind(counted: readonly Counted[], client: PlaceClient): string | null {
  if (keyMetricsOf(client).seen || counted.some(hasSeries)) return null
  for (const { key, evidence, sums } of counted) {
    if (!sums.known) continue
    const askedSince = Math.min(sums.value.start, ...lookBacks(evidence))
    const use = otherUses(evidence).find(({ sighting: { at } }) => at >= askedSince && at < client.now - HOUR)
    if (use === undefined) continue
    const when = minuteText(use.sighting.at)
    return `CloudWatch has no request metrics here, although key ${key.id} was used at ${when} (${use.source}); request counts are unknown`
  }
  return null
}

/** Whether CloudWatch has requests of the key, also in answers of an earlier run. */
const hasSeries = ({ sums, evidence }: Counted): boolean =>
  (sums.known && sums.value.total > 0) ||
  evidence.some(({ source, sighting: { kind } }) => source === METRICS_SOURCE && kind === 'used')

/** Returns how far back CloudWatch was asked for earlier uses. */
const lookBacks = (evidence: readonly Evidence[]): Instant[] =>
  evidence.flatMap(({ source, sighting }) =>
    source === METRICS_SOURCE && sighting.kind === 'not-seen' ? sighting.since : [],
  )

const otherUses = (evidence: readonly Evidence[]) => usesIn(evidence).filter(({ source }) => source !== METRICS_SOURCE)

const INCOMPLETE = failure('partial', 'CloudWatch did not return complete request counts')

function settle({ key, evidence, sums }: Counted, client: PlaceClient): RequestCounts | null {
  if (!sums.known) {
    client.note(sums, OPERATION, key.id)
    return null
  }
  const { total, byOperation, byDay, complete, failure: failed, listed, start } = sums.value
  if (!listed) return null
  if (!complete) {
    client.note(failed ?? INCOMPLETE, OPERATION, key.id)
    return null
  }
  const pair = forgottenPair(sums.value, evidence, client.now)
  if (pair !== null) {
    client.gap(OPERATION, 'partial', whyForgotten(pair, evidence), key.id)
    return null
  }
  const use = total === 0 ? otherUses(evidence).find(({ sighting: { at } }) => at >= start) : undefined
  if (use === undefined)
    return { total, byOperation, ...(byDay === undefined ? {} : { byDay: { start, end: client.now, sums: byDay } }) }
  const why = `CloudWatch counted no requests, but ${use.source} shows a use at ${minuteText(use.sighting.at)}`
  client.gap(OPERATION, 'partial', why, key.id)
  return null
}

/** ListMetrics names a series for two weeks after its last data. */
const LISTED = 14 * DAY

/** Whether a ReEncrypt in the counted days belongs to a pair that neither CloudWatch nor CloudTrail named. */
function forgottenPair({ start, lastReEncrypt = null }: KeySums, evidence: readonly Evidence[], now: Instant) {
  const isForgotten = ({ sighting: { at, operation } }: Use): boolean =>
    operation === 'ReEncrypt' &&
    at >= start &&
    at < now - LISTED &&
    (lastReEncrypt === null || at >= lastReEncrypt + DAY)
  return otherUses(evidence).find(isForgotten) ?? null
}

function whyForgotten({ source, sighting: { at } }: Use, evidence: readonly Evidence[]): string {
  const call = `the ReEncrypt call with another key at ${minuteText(at)} (${source})`
  const next = evidence.some(each => each.source === 'cloudtrail')
    ? ''
    : '; use --source kms,cloudtrail to look for the pair'
  return `${call} is not counted: CloudWatch lists key pairs for two weeks only${next}`
}
