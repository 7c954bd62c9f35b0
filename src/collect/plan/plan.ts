import { type Operation, operationsFor, rateOf } from '../../model/operations.ts'
import { countNoun } from '../../lib/text/numbers.ts'
import { durationText } from '../../lib/text/duration.ts'
import { operationsOf } from '../../model/crypto-operations.ts'
import type { Place } from '../../model/place.ts'
import type { AuditOptions } from '../../model/options.ts'
import { MOST } from '../place/second-opinions.ts'

/** What a run will take, as far as the number of keys tells: most need less, long CloudTrail histories more. */
export interface Plan {
  places: readonly PlacePlan[]
  /** Places run side by side: the slowest one decides. */
  seconds: number
  /** US dollars for CloudWatch: GetMetricData is billed by the metric. */
  dollars: number
  /** With `--tag`: keys whose tags do not fit need no other calls. */
  isByTag: boolean
}

export interface PlacePlan {
  place: Place
  keys: number
  /** About so many calls, by operation. */
  calls: Readonly<Partial<Record<Operation, number>>>
  /** Of its slowest operation, at the quotas. */
  seconds: number
}

/** GetMetricData, US dollars a metric. https://aws.amazon.com/cloudwatch/pricing/ */
const METRIC_PRICE = 0.01 / 1000
/** Series of a symmetric key, ReEncrypt with itself among them; others have fewer. */
const SERIES = operationsOf('ENCRYPT_DECRYPT', 'SYMMETRIC_DEFAULT').length + 1
export function planOf(listed: readonly { place: Place; keys: number }[], options: AuditOptions): Plan {
  const places = listed.map(({ place, keys }) => placePlan(place, keys, options))
  const keys = places.reduce((sum, place) => sum + place.keys, 0)
  return {
    places,
    seconds: Math.max(0, ...places.map(({ seconds }) => seconds)),
    dollars: keys * SERIES * windows(options) * METRIC_PRICE,
    isByTag: options.tags.length > 0,
  }
}

const asks = ({ sources }: AuditOptions, source: string): boolean => sources === 'auto' || sources.includes(source)

/** Times that CloudWatch is asked about a key: for its count, in hindsight for the day and its hour, and in advance. */
const windows = (options: AuditOptions): number =>
  (options.requestDays === null ? 0 : 1) + (asks(options, 'cloudwatch') ? 2 : 0) + (options.fast ? 1 : 0)

function placePlan(place: Place, keys: number, options: AuditOptions): PlacePlan {
  const calls: Partial<Record<Operation, number>> = {
    'kms:ListKeys': Math.max(1, Math.ceil(keys / 1000)),
    'kms:ListAliases': Math.max(1, Math.ceil(keys / 100)),
    'kms:DescribeKey': keys,
    ...(asks(options, 'kms') && { 'kms:GetKeyLastUsage': keys }),
    ...(asks(options, 'cloudtrail') && { 'cloudtrail:LookupEvents': lookups(keys, options) }),
    ...(windows(options) > 0 && {
      'cloudwatch:ListMetrics': Math.max(1, Math.ceil((keys * 3) / 500)),
      'cloudwatch:GetMetricData': keys * windows(options),
    }),
    ...checkCalls(keys, options),
    ...(options.tags.length > 0 && { 'kms:ListResourceTags': keys }),
  }
  const seconds = Object.entries(calls).map(
    ([operation, count]) => count / rateOf(operation as Operation, options.maxRates),
  )
  return { place, keys, calls, seconds: Math.max(0, ...seconds) }
}

/** One call for each key and thing that the checks need; only grants may take more pages. */
const checkCalls = (keys: number, { needs }: AuditOptions): PlacePlan['calls'] =>
  Object.fromEntries(
    needs.flatMap(need => operationsFor(need).map(operation => [operation, operation.startsWith('kms:') ? keys : 1])),
  )

/** A page for every key where CloudTrail is the source, else for those that get a second opinion. */
function lookups(keys: number, options: AuditOptions): number {
  if (options.sources !== 'auto' || options.doubleCheck) return keys
  const { maxRates, fast } = options
  const perKey = rateOf('cloudtrail:LookupEvents', maxRates) / rateOf('kms:GetKeyLastUsage', maxRates)
  return Math.min(keys, MOST, fast ? Math.floor(keys * perKey) : MOST)
}

/** `300 keys: about 60 s (AWS limits the rate of calls), up to $0.04 for CloudWatch metrics` */
export function planText({ places, seconds, dollars }: Plan): string {
  const keys = places.reduce((sum, place) => sum + place.keys, 0)
  const money = dollars === 0 ? '' : `, up to ${moneyText(dollars)} for CloudWatch metrics`
  return `${countNoun(keys, 'key')}: about ${durationText(seconds)} (AWS limits the rate of calls)${money}`
}

const moneyText = (dollars: number): string => `$${(Math.ceil(dollars * 100) / 100).toFixed(2)}`
