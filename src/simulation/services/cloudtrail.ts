import { SECOND, type Instant } from '../../model/time.ts'
import { newestUpTo, countOf, timeOf } from '../world/calls-of-use.ts'
import { pageSize, pageToken, readToken, WireError, type Call, type Service } from '../wire/call.ts'
import { eventPlace } from '../world/event-id.ts'
import type { Stream } from '../world/region-index.ts'
import { eventRecord, isReadOnly, principalOf } from './trail-event.ts'
import { describeTrails, getEventSelectors, getTrailStatus } from './trails.ts'
import { DEFAULT_DELAYS, TRAIL_RETENTION } from '../world/world.ts'

/** https://docs.aws.amazon.com/awscloudtrail/latest/APIReference/API_LookupEvents.html */
export const cloudtrail: Service = {
  name: 'cloudtrail',
  protocol: 'json-1.1',
  throttle: { name: 'ThrottlingException', message: 'Rate exceeded', status: 400 },
  operations: {
    LookupEvents: lookupEvents,
    DescribeTrails: describeTrails,
    GetTrailStatus: getTrailStatus,
    GetEventSelectors: getEventSelectors,
  },
}

/** Events of 90 days, newest first, by at most one attribute; a page ends at a moment and so many events within it. */
function lookupEvents(call: Call): unknown {
  const { input, now, world } = call
  const size = pageSize(input['MaxResults'], 50, 50, 'InvalidMaxResultsException')
  const since = Math.max(timeIn(input['StartTime']) ?? 0, now - TRAIL_RETENTION)
  const delivered = now - (world.delays?.trail ?? DEFAULT_DELAYS.trail)
  const end = timeIn(input['EndTime'])
  if (end !== undefined && end < (timeIn(input['StartTime']) ?? 0)) throw refusal('InvalidTimeRangeException')
  const token = readToken<Cursor>('events', input['NextToken'], refusal('InvalidNextTokenException'))
  const cursor = token ?? { at: Math.min(delivered, end === undefined ? delivered : end + SECOND - 1), skip: 0 }
  const found = newest(streamsFor(call), cursor, since, size + 1)
  const events = found.slice(0, size)
  return {
    Events: events.map(({ stream, number }) => eventRecord(call, stream, number)),
    ...(found.length > size && { NextToken: pageToken('events', cursorAfter(events, cursor)) }),
  }
}

interface Cursor {
  at: Instant
  /** Events at exactly that moment that earlier pages have returned. */
  skip: number
}

interface Found {
  stream: Stream
  number: number
  at: Instant
}

/** The newest so many events from a cursor back; ties stay in the order of the streams. */
function newest(streams: Iterable<Stream>, { at, skip }: Cursor, since: Instant, size: number): Found[] {
  const found: Found[] = []
  for (const stream of streams) {
    const first = newestUpTo(stream.use, at)
    const last = Math.min(countOf(stream.use), first + skip + size, newestUpTo(stream.use, since - 1))
    for (let number = first; number < last; number++) found.push({ stream, number, at: timeOf(stream.use, number) })
  }
  return found.toSorted((a, b) => b.at - a.at).slice(skip, skip + size)
}

function cursorAfter(events: readonly Found[], before: Cursor): Cursor {
  const at = events.at(-1)?.at ?? before.at
  return { at, skip: events.filter(event => event.at === at).length + (at === before.at ? before.skip : 0) }
}

function streamsFor(call: Call): Iterable<Stream> {
  const attributes = (call.input['LookupAttributes'] ?? []) as { AttributeKey: string; AttributeValue: string }[]
  if (attributes.length > 1) throw refusal('InvalidLookupAttributesException')
  const [attribute] = attributes
  if (attribute === undefined) return call.index.allStreams()
  const { AttributeKey: name, AttributeValue: value } = attribute
  if (name === 'ResourceName') return streamsOfArn(call, value)
  if (name === 'EventId') return streamOfEvent(call, value)
  const test = TESTS[name]
  if (test === undefined) throw refusal('InvalidLookupAttributesException')
  return filtered(call.index.allStreams(), stream => test(stream, call) === value)
}

const TESTS: Readonly<Record<string, (stream: Stream, call: Call) => string>> = {
  EventName: ({ use }) => use.operation,
  EventSource: () => 'kms.amazonaws.com',
  ReadOnly: ({ use }) => String(isReadOnly(use.operation)),
  ResourceType: ({ arns }) => (arns.length > 0 ? 'AWS::KMS::Key' : ''),
  Username: ({ use }, call) => principalOf(use, call).userName,
  AccessKeyId: ({ use }, call) => principalOf(use, call).accessKeyId ?? '',
}

/** A key is found by its exact ARN; what it was the destination of counts too. */
function streamsOfArn({ index }: Call, arn: string): Stream[] {
  const number = index.keyNumber(arn.replace(/^arn:.*:key\//, ''))
  const key = index.keys[number ?? -1]
  return number !== undefined && key !== undefined && index.arn(key) === arn ? index.streamsOf(number) : []
}

/** One event, as a stream of a single call. */
function streamOfEvent({ index }: Call, id: string): Stream[] {
  const place = eventPlace(id)
  if (place === null) return []
  for (const stream of index.streamsByOrigin(place.key)) {
    if (stream.index !== place.use || stream.noise !== place.noise || place.call >= countOf(stream.use)) continue
    return [
      { ...stream, use: { ...stream.use, at: timeOf(stream.use, place.call), count: 1, over: 0 }, call: place.call },
    ]
  }
  return []
}

function* filtered(streams: Iterable<Stream>, test: (stream: Stream) => boolean): Iterable<Stream> {
  for (const stream of streams) if (test(stream)) yield stream
}

/** JSON times are seconds. */
const timeIn = (value: unknown): Instant | undefined => (typeof value === 'number' ? value * SECOND : undefined)

const refusal = (name: string): WireError => new WireError(name, `${name.replace(/Exception$/, '')}.`)
