import type { WireRequest, WireResponse } from '../../src/simulation/wire/call.ts'
import { CRYPTO_OPERATIONS } from '../../src/model/operations/crypto-operations.ts'
import { SECOND, type Instant } from '../../src/model/time.ts'

/** The uses that complete answers have shown in time: the start of the newest one by key ARN. */
export class ShownUses {
  readonly newest = new Map<string, Instant>()
  /** The number of answers that a program can parse. */
  answers = 0

  record(request: WireRequest, response: WireResponse, now: Instant): void {
    if (response.status !== 200) return
    const operation = (request.headers['x-amz-target'] ?? '').split('.')[1] ?? ''
    try {
      const [input, output] = [parse(request.body), JSON.parse(response.body) as Json]
      this.answers++
      for (const [arn, at] of usesIn(operation, input, output)) {
        // An answer with a date in the future shows nothing.
        if (at <= now) this.newest.set(arn, Math.max(at, this.newest.get(arn) ?? at))
      }
    } catch {
      // An answer that is not JSON shows nothing.
    }
  }
}

type Json = Record<string, unknown>
type ShownUse = [arn: string, at: Instant]

const parse = (body: WireRequest['body']): Json =>
  JSON.parse(typeof body === 'string' ? body : new TextDecoder().decode(body)) as Json

function usesIn(operation: string, input: Json, output: Json): ShownUse[] {
  if (operation === 'GetKeyLastUsage') return lastUse(output as unknown as LastUse)
  if (operation === 'LookupEvents')
    return loggedUses(input as unknown as Lookup, output as unknown as { Events?: LoggedEvent[] })
  if (operation === 'GetMetricData') return countedUses(input as unknown as Queries, output as unknown as Results)
  return []
}

interface LastUse {
  KeyId?: string
  KeyLastUsage?: { Timestamp?: unknown }
}

function lastUse({ KeyId, KeyLastUsage }: LastUse): ShownUse[] {
  const at = KeyLastUsage?.Timestamp
  return KeyId !== undefined && typeof at === 'number' ? [[KeyId, at * SECOND]] : []
}

interface Lookup {
  LookupAttributes?: { AttributeKey: string; AttributeValue: string }[]
  EndTime?: number
}
interface LoggedEvent {
  EventName?: string
  EventTime?: number
  CloudTrailEvent?: string
}

/**
 * Returns the uses in a search of the whole history of one key. A search with an end only tests whether searches work.
 */
function loggedUses(
  { LookupAttributes: [by] = [], EndTime }: Lookup,
  { Events = [] }: { Events?: LoggedEvent[] },
): ShownUse[] {
  if (by?.AttributeKey !== 'ResourceName' || EndTime !== undefined) return []
  return Events.flatMap(event => (isPlainUse(event) ? [[by.AttributeValue, (event.EventTime ?? NaN) * SECOND]] : []))
}

/** Whether no fault has changed the event. */
function isPlainUse({ EventName, EventTime, CloudTrailEvent }: LoggedEvent): boolean {
  if (EventName === undefined || !CRYPTO_OPERATIONS.has(EventName) || typeof EventTime !== 'number') return false
  try {
    const inner = JSON.parse(CloudTrailEvent ?? '') as Json
    const dryRun = (inner['requestParameters'] as Json | null)?.['dryRun']
    return inner['eventName'] === EventName && inner['errorCode'] === undefined && dryRun !== true
  } catch {
    return false
  }
}

interface Queries {
  MetricDataQueries?: { Id: string; MetricStat?: { Metric: { Dimensions?: { Name: string; Value: string }[] } } }[]
}
interface Results {
  MetricDataResults?: { Id?: string; Timestamps?: (number | null)[]; Values?: number[] }[]
}

function countedUses({ MetricDataQueries = [] }: Queries, { MetricDataResults = [] }: Results): ShownUse[] {
  return MetricDataResults.flatMap(({ Id, Timestamps = [], Values = [] }) => {
    const query = MetricDataQueries.find(each => each.Id === Id)
    const arn = query?.MetricStat?.Metric.Dimensions?.find(({ Name }) => Name === 'KeyArn')?.Value
    if (arn === undefined) return []
    // A fault can have replaced a time by null, which shows no use.
    return Timestamps.flatMap((at, index): ShownUse[] =>
      at !== null && (Values[index] ?? 0) > 0 ? [[arn, at * SECOND]] : [],
    )
  })
}
