import { SECOND, type Instant } from '../../model/time.ts'
import { newestUpTo, callCount, callTime } from '../world/calls-of-use.ts'
import { pageSize, pageToken, readToken, WireError, type SimulatedCall, type SimulatedService } from '../wire/call.ts'
import { eventPlace } from '../world/event-id.ts'
import type { EventSeries } from '../world/region-index.ts'
import { describeOne } from './resources/describe.ts'
import { listOf } from './resources/list-of.ts'
import { eventRecord, isReadOnly, principalOf, eventSource } from './trail-event.ts'
import { describeTrails, getEventSelectors, getTrailStatus } from './trails.ts'
import { DEFAULT_DELAYS } from '../world/world.ts'
import { TRAIL_RETENTION } from '../world/limits.ts'

/** https://docs.aws.amazon.com/awscloudtrail/latest/APIReference/API_LookupEvents.html */
export const cloudtrail: SimulatedService = {
  name: 'cloudtrail',
  protocol: 'json-1.1',
  throttle: { name: 'ThrottlingException', message: 'Rate exceeded', status: 400 },
  operations: {
    LookupEvents: lookupEvents,
    DescribeTrails: describeTrails,
    GetTrailStatus: getTrailStatus,
    GetEventSelectors: getEventSelectors,
    ListEventDataStores: listOf('EventDataStores', {
      size: ['MaxResults', 1, 1000, 1000],
      of: 'GetEventDataStore',
      toItem: (EventDataStoreArn, { Name }) => ({ EventDataStoreArn, Name }),
    }),
    GetEventDataStore: describeOne('EventDataStore', { missing: 'EventDataStoreNotFoundException' }),
  },
}

/**
 * Returns events of 90 days, the newest first, filtered by at most one attribute. A page ends at a moment and a number
 * of events within it.
 */
function lookupEvents(call: SimulatedCall): unknown {
  const { input, now, world } = call
  const size = pageSize(input['MaxResults'], 50, 50, 'InvalidMaxResultsException')
  const since = Math.max(toInstant(input['StartTime']) ?? 0, now - TRAIL_RETENTION)
  const delivered = now - (world.delays?.trail ?? DEFAULT_DELAYS.trail)
  const end = toInstant(input['EndTime'])
  if (end !== undefined && end < (toInstant(input['StartTime']) ?? 0)) throw lookupError('InvalidTimeRangeException')
  const token = readToken<EventCursor>('events', input['NextToken'], lookupError('InvalidNextTokenException'))
  const cursor = token ?? { at: Math.min(delivered, end === undefined ? delivered : end + SECOND - 1), skip: 0 }
  const found = newestEvents(seriesMatching(call), cursor, since, size + 1)
  const events = found.slice(0, size)
  return {
    Events: events.map(({ series, number }) => eventRecord(call, series, number)),
    ...(found.length > size && { NextToken: pageToken('events', cursorAfter(events, cursor)) }),
  }
}

interface EventCursor {
  at: Instant
  /** The number of events at exactly that moment that earlier pages returned. */
  skip: number
}

interface FoundEvent {
  series: EventSeries
  number: number
  at: Instant
}

/** Returns the newest events before a cursor. Events of the same moment keep the order of their series. */
function newestEvents(
  candidates: Iterable<EventSeries>,
  { at, skip }: EventCursor,
  since: Instant,
  size: number,
): FoundEvent[] {
  const found: FoundEvent[] = []
  for (const series of candidates) {
    const first = newestUpTo(series.use, at)
    const last = Math.min(callCount(series.use), first + skip + size, newestUpTo(series.use, since - 1))
    for (let number = first; number < last; number++) found.push({ series, number, at: callTime(series.use, number) })
  }
  return found.toSorted((a, b) => b.at - a.at).slice(skip, skip + size)
}

function cursorAfter(events: readonly FoundEvent[], before: EventCursor): EventCursor {
  const at = events.at(-1)?.at ?? before.at
  return { at, skip: events.filter(event => event.at === at).length + (at === before.at ? before.skip : 0) }
}

function seriesMatching(call: SimulatedCall): Iterable<EventSeries> {
  const attributes = (call.input['LookupAttributes'] ?? []) as { AttributeKey: string; AttributeValue: string }[]
  if (attributes.length > 1) throw lookupError('InvalidLookupAttributesException')
  const [attribute] = attributes
  if (attribute === undefined) return call.index.allSeries()
  const { AttributeKey: name, AttributeValue: value } = attribute
  if (name === 'ResourceName') return seriesOfArn(call, value)
  if (name === 'EventId') return seriesOfEvent(call, value)
  const test = ATTRIBUTE_VALUES[name]
  if (test === undefined) throw lookupError('InvalidLookupAttributesException')
  return filterSeries(call.index.allSeries(), series => test(series, call) === value)
}

const ATTRIBUTE_VALUES: Readonly<Record<string, (series: EventSeries, call: SimulatedCall) => string>> = {
  EventName: ({ use }) => use.operation,
  EventSource: ({ use }) => eventSource(use),
  ReadOnly: ({ use }) => String(isReadOnly(use.operation)),
  ResourceType: ({ arns }) => (arns.length > 0 ? 'AWS::KMS::Key' : ''),
  Username: ({ use }, call) => principalOf(use, call).userName,
  AccessKeyId: ({ use }, call) => principalOf(use, call).accessKeyId ?? '',
}

/** Returns the events of a key, found by its exact ARN, also of another account. ReEncrypt events with this key as destination are included. */
function seriesOfArn({ index }: SimulatedCall, arn: string): EventSeries[] {
  const number = index.keyNumber(arn.replace(/^arn:.*:key\//, ''))
  const key = index.keys[number ?? -1]
  const isOwn = number !== undefined && key !== undefined && index.arn(key) === arn
  return isOwn ? index.seriesOfKey(number) : index.seriesOfForeignKey(arn)
}

/** Returns one event, as a series of a single call. */
function seriesOfEvent({ index }: SimulatedCall, id: string): EventSeries[] {
  const place = eventPlace(id)
  if (place === null) return []
  for (const series of index.seriesByOrigin(place.key)) {
    if (series.index !== place.use || series.noise !== place.noise || place.call >= callCount(series.use)) continue
    return [
      { ...series, use: { ...series.use, at: callTime(series.use, place.call), count: 1, over: 0 }, call: place.call },
    ]
  }
  return []
}

function* filterSeries(all: Iterable<EventSeries>, test: (series: EventSeries) => boolean): Iterable<EventSeries> {
  for (const series of all) if (test(series)) yield series
}

/** Converts a time of the JSON protocol, which is in seconds. */
const toInstant = (value: unknown): Instant | undefined => (typeof value === 'number' ? value * SECOND : undefined)

const lookupError = (name: string): WireError => new WireError(name, `${name.replace(/Exception$/, '')}.`)
