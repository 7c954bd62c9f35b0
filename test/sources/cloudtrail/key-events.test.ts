import type { CloudTrailClient, Event, LookupEventsCommand } from '@aws-sdk/client-cloudtrail'
import * as fc from 'fast-check'
import { expect, test } from 'vitest'
import { RunClock } from '../../../src/aws/session/clock.ts'
import { DAY, HOUR, type Instant, MINUTE, SECOND } from '../../../src/model/time.ts'
import source from '../../../src/sources/cloudtrail/cloudtrail.ts'
import { aPlace, arn, datedAt, FAST, id, NOW } from '../../aws/a-place.ts'
import { randomRuns } from '../../random-runs.ts'

const RETENTION = 90 * DAY
const KEY = { id: id(1), arn: arn(1), spec: null, usage: null, manager: 'CUSTOMER' }

/** A call about the key, and how its record has been changed on the way. */
interface Call {
  at: Instant
  isUse: boolean
  change: 'none' | 'torn' | 'two names' | 'no name' | 'new operation' | 'bare id'
}

/** CloudTrail with a clock of its own, and what else can go wrong. */
interface Circumstances {
  calls: Call[]
  pageSize: number
  /** Milliseconds of AWS's time that pass with each page. */
  perPage: number
  /** The run's clock does not notice that time passes. */
  isSuspended: boolean
  /** By which the `Date` of some answers is wrong; of the others it is right. */
  wrongDates: number[]
  /** Events come in another order than newest first: within each page, or all of them oldest first. */
  order: 'newest first' | 'reversed pages' | 'oldest first'
  /** Milliseconds until an event can be found. */
  lag: number
  /** The page that fails; beyond the last one: none does. */
  failsAt: number
  maxPages: number
}

const border = fc.constantFrom(NOW, NOW - RETENTION, NOW - RETENTION + HOUR, NOW - 30 * DAY)
const instant = fc.oneof(
  fc.integer({ min: NOW - 95 * DAY, max: NOW }),
  fc.tuple(border, fc.integer({ min: -9 * HOUR, max: 9 * HOUR })).map(([at, off]) => at + off),
)
const seconds = instant.map(at => Math.floor(at / SECOND) * SECOND)
const change = fc.constantFrom<Call['change']>(
  ...(['none', 'none', 'none', 'torn', 'two names', 'no name', 'new operation', 'bare id'] as const),
)
const isUse = fc.constantFrom(true, false, false)
const offsets = fc.array(fc.constantFrom(0, 0, 0, -100 * DAY, -3 * HOUR, 3 * HOUR, 100 * DAY), { maxLength: 6 })

const circumstances: fc.Arbitrary<Circumstances> = fc
  .record({
    calls: fc.uniqueArray(fc.record({ at: seconds, isUse, change }), { maxLength: 12, selector: ({ at }) => at }),
    pageSize: fc.integer({ min: 2, max: 6 }),
    perPage: fc.constantFrom(0, SECOND, 10 * MINUTE, HOUR, 5 * HOUR),
    isSuspended: fc.boolean(),
    wrongDates: offsets,
    order: fc.constantFrom<Circumstances['order']>('newest first', 'reversed pages', 'oldest first'),
    lag: fc.nat(15 * MINUTE),
    failsAt: fc.integer({ min: 1, max: 20 }),
    maxPages: fc.constantFrom(1, 3, 40),
  })
  // One clock may be wrong, not both.
  .map(each => (each.isSuspended ? { ...each, wrongDates: [] } : each))

/** What happened in one look at the key. */
async function look(given: Circumstances) {
  const aws = new MovingTrail(given)
  const clock = new RunClock(
    () => NOW,
    () => (given.isSuspended ? 0 : aws.now - NOW),
  )
  clock.observe(new Date(NOW).toUTCString())
  const { client, gaps } = aPlace(FAST, clock, { cloudtrail: async () => aws as unknown as CloudTrailClient })
  const reader = source.open(client, { maxPages: given.maxPages })
  const { sighting } = await reader.look(KEY, 'full')
  return { sighting, gaps: gaps.all, aws }
}

class MovingTrail {
  now = NOW
  /** The newest use that a page has shown as it is. */
  shown: Instant | null = null
  #given: Circumstances
  #pages = 0

  constructor(given: Circumstances) {
    this.#given = given
  }

  async send({ input }: LookupEventsCommand) {
    const [by] = input.LookupAttributes ?? []
    // The control finds an event, and finds it again.
    if (by?.AttributeKey !== 'ResourceName' || input.EndTime !== undefined) {
      return { Events: [eventOf({ at: NOW - DAY, isUse: true, change: 'none' }, 7)], ...datedAt(this.now) }
    }
    this.now += this.#given.perPage
    const page = this.#pages++
    if (page + 1 === this.#given.failsAt)
      throw Object.assign(new Error('no'), { name: 'InvalidNextTokenException', $metadata: { httpStatusCode: 400 } })
    const { calls, pageSize, order, wrongDates, lag } = this.#given
    const newestFirst = calls.toSorted((a, b) => b.at - a.at)
    const all = order === 'oldest first' ? newestFirst.toReversed() : newestFirst
    const asked = all.slice(Number(input.NextToken ?? 0))
    const oldest = Math.max(input.StartTime?.getTime() ?? 0, this.now - RETENTION)
    const kept = asked.filter(({ at }) => at >= oldest && at <= this.now - lag)
    const told = kept.slice(0, pageSize)
    for (const { at, isUse: used, change: how } of told) {
      if (used && (how === 'none' || how === 'bare id')) this.shown = Math.max(at, this.shown ?? at)
    }
    const [next] = kept.slice(pageSize)
    const more = next === undefined ? {} : { NextToken: String(all.indexOf(next)) }
    const events = (order === 'reversed pages' ? told.toReversed() : told).map(call => eventOf(call, 1))
    return { Events: events, ...more, ...datedAt(this.now + (wrongDates[page] ?? 0)) }
  }
}

function eventOf({ at, isUse: used, change: how }: Call, key: number): Event {
  const names = {
    none: ['Decrypt', 'Decrypt'],
    torn: ['Decrypt', 'Decrypt'],
    'two names': ['DescribeKey', 'Decrypt'],
    'no name': ['', undefined],
    'new operation': ['PolishKey', 'PolishKey'],
    'bare id': ['Decrypt', 'Decrypt'],
  }[how]
  const [outside, inside] = used ? names : ['DescribeKey', 'DescribeKey']
  const name = how === 'bare id' ? id(key) : arn(key)
  const record = JSON.stringify({
    eventName: inside,
    eventSource: 'kms.amazonaws.com',
    eventTime: new Date(at).toISOString(),
    resources: [{ ARN: name }],
  })
  return {
    EventId: `${at}`,
    ...(outside === undefined ? {} : { EventName: outside }),
    EventTime: new Date(at),
    Resources: [{ ResourceName: name }],
    CloudTrailEvent: how === 'torn' && used ? record.slice(0, 30) : record,
  }
}

const promise = (check: (given: Circumstances) => Promise<void>) =>
  fc.assert(fc.asyncProperty(circumstances, check), { numRuns: randomRuns(160) })

const usesOf = ({ calls }: Circumstances): Instant[] => calls.filter(call => call.isUse).map(({ at }) => at)

test('key events: whatever AWS does with its time and its pages, silence covers no use', async () => {
  await promise(async given => {
    const { sighting } = await look(given)
    if (sighting.kind !== 'not-seen') return
    const { since, until } = sighting
    expect(usesOf(given).filter(at => at >= since && at <= until)).toEqual([])
  })
})

test('key events: whatever AWS does with its time and its pages, a use counts, and silence after it covers none', async () => {
  await promise(async given => {
    const { sighting } = await look(given)
    if (sighting.kind !== 'used') return
    expect(usesOf(given)).toContain(sighting.at)
    expect(usesOf(given).filter(at => at > sighting.at && at <= sighting.until)).toEqual([])
  })
})

test('key events: whatever fails later, a use that a page has shown is reported, and no older one in its place', async () => {
  await promise(async given => {
    const { sighting, aws } = await look(given)
    if (aws.shown !== null) expect(sighting).toMatchObject({ kind: 'used', at: aws.shown })
  })
})

test('key events: whatever cannot be read has a gap', async () => {
  await promise(async given => {
    const { sighting, gaps } = await look(given)
    if (sighting.kind === 'partial' || sighting.kind === 'unknown') expect(gaps).not.toEqual([])
  })
})
