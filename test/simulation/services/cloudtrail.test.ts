import {
  CloudTrailClient,
  LookupEventsCommand,
  paginateLookupEvents,
  type Event,
  type LookupEventsCommandInput,
} from '@aws-sdk/client-cloudtrail'
import { GetKeyLastUsageCommand, KMSClient } from '@aws-sdk/client-kms'
import * as fc from 'fast-check'
import { expect, test } from 'vitest'
import { eventId, eventPlace } from '../../../src/simulation/world/event-id.ts'
import { SimulatedAws } from '../../../src/simulation/wire/simulated-aws.ts'
import { simKey } from '../../../src/simulation/world/sim-key.ts'
import { DAY, HOUR, MINUTE, SECOND } from '../../../src/model/time.ts'
import { arn, aWorld, id, NOW, settings } from './clients.ts'

const byArn = (value: string) => ({
  LookupAttributes: [{ AttributeKey: 'ResourceName' as const, AttributeValue: value }],
})

async function lookUp(aws: SimulatedAws, input: LookupEventsCommandInput): Promise<Event[]> {
  const found: Event[] = []
  const client = new CloudTrailClient(settings(aws))
  for await (const { Events } of paginateLookupEvents({ client }, input)) found.push(...(Events ?? []))
  return found
}

test('simulated CloudTrail: events of a key come newest first, fifty a page, each once, for ninety days', async () => {
  const uses = [
    { operation: 'Decrypt', at: NOW - HOUR, count: 120, over: 60 * DAY },
    { operation: 'Encrypt', at: NOW - HOUR, count: 70 },
    { operation: 'Encrypt', at: NOW - MINUTE },
    { operation: 'Sign', at: NOW - 91 * DAY },
  ]
  const noise = [{ operation: 'DescribeKey', at: NOW - 2 * DAY }]
  const aws = new SimulatedAws(aWorld([simKey({ id: id(1), uses, noise }), simKey({ id: id(2), uses })]))
  const events = await lookUp(aws, byArn(arn(1)))
  expect(events).toHaveLength(191)
  expect(new Set(events.map(({ EventId }) => EventId)).size).toBe(191)
  expect(aws.calls['cloudtrail:LookupEvents']).toBe(4)
  const times = events.map(({ EventTime }) => EventTime?.getTime() ?? 0)
  expect(times).toEqual(times.toSorted((a, b) => b - a))
  expect(await lookUp(aws, byArn(id(1)))).toEqual([])
})

test('simulated CloudTrail: the start and end of a search are respected', async () => {
  const aws = new SimulatedAws(
    aWorld([simKey({ id: id(1), uses: [{ operation: 'Decrypt', at: NOW - DAY, count: 10, over: 10 * DAY }] })]),
  )
  const within = { StartTime: new Date(NOW - 5 * DAY), EndTime: new Date(NOW - 3 * DAY) }
  expect(await lookUp(aws, { ...byArn(arn(1)), ...within })).toHaveLength(3)
})

test('simulated CloudTrail: only the record shows that a call failed', async () => {
  const uses = [
    { operation: 'Decrypt', at: NOW - DAY, errorCode: 'DisabledException' },
    { operation: 'Sign', at: NOW - 2 * DAY, dryRun: true },
  ]
  const [failed, dry] = await lookUp(new SimulatedAws(aWorld([simKey({ id: id(1), uses })])), byArn(arn(1)))
  expect(failed).not.toHaveProperty('errorCode')
  expect(JSON.parse(failed?.CloudTrailEvent ?? '')).toMatchObject({
    errorCode: 'DisabledException',
    errorMessage: `${arn(1)} is disabled.`,
    responseElements: null,
    resources: [{ type: 'AWS::KMS::Key', ARN: arn(1) }],
  })
  expect(JSON.parse(dry?.CloudTrailEvent ?? '')).toMatchObject({ errorCode: 'DryRunOperationException' })
})

test('simulated CloudTrail: a ReEncrypt is one event of both its keys, the source first', async () => {
  const uses = [{ operation: 'ReEncrypt', at: NOW - DAY, partner: arn(2) }]
  const aws = new SimulatedAws(aWorld([simKey({ id: id(1), uses }), simKey({ id: id(2) })]))
  const [[asSource], [asDestination]] = [await lookUp(aws, byArn(arn(1))), await lookUp(aws, byArn(arn(2)))]
  expect(asDestination).toEqual(asSource)
  expect(JSON.parse(asSource?.CloudTrailEvent ?? '').resources.map(({ ARN }: { ARN: string }) => ARN)).toEqual([
    arn(1),
    arn(2),
  ])
})

test('simulated CloudTrail: the event of the last use is found by its ID', async () => {
  const uses = [{ operation: 'Decrypt', at: NOW - HOUR, count: 500_000, over: 30 * DAY, by: 's3.amazonaws.com' }]
  const aws = new SimulatedAws(aWorld([simKey({ id: id(1) }), simKey({ id: id(2), uses })]))
  const { KeyLastUsage } = await new KMSClient(settings(aws)).send(new GetKeyLastUsageCommand({ KeyId: id(2) }))
  const EventId = KeyLastUsage?.CloudTrailEventId ?? ''
  const found = await lookUp(aws, { LookupAttributes: [{ AttributeKey: 'EventId', AttributeValue: EventId }] })
  expect(found).toMatchObject([{ EventId, EventName: 'Decrypt', EventTime: new Date(NOW - HOUR), ReadOnly: 'true' }])
  expect(JSON.parse(found[0]?.CloudTrailEvent ?? '')).toMatchObject({
    eventID: EventId,
    userIdentity: { invokedBy: 's3.amazonaws.com' },
  })
})

test('simulated CloudTrail: an event name finds the events of all keys', async () => {
  const uses = [{ operation: 'Decrypt', at: NOW - HOUR + 400 }]
  const aws = new SimulatedAws(aWorld([1, 2, 3].map(number => simKey({ id: id(number), uses }))))
  const attributes = [{ AttributeKey: 'EventName' as const, AttributeValue: 'Decrypt' }]
  expect(await lookUp(aws, { LookupAttributes: attributes, MaxResults: 2 })).toHaveLength(3)
  expect((await lookUp(aws, { LookupAttributes: attributes }))[0]?.EventTime?.getTime()).toBe(NOW - HOUR)
})

test.each([
  ['more than fifty results', { MaxResults: 51 }, 'InvalidMaxResultsException'],
  ['a strange token', { NextToken: 'invalid' }, 'InvalidNextTokenException'],
  [
    'an end before the start',
    { StartTime: new Date(NOW), EndTime: new Date(NOW - SECOND) },
    'InvalidTimeRangeException',
  ],
])('simulated CloudTrail: %s is refused', async (_, input, name) => {
  const client = new CloudTrailClient(settings(new SimulatedAws(aWorld([]))))
  await expect(client.send(new LookupEventsCommand(input))).rejects.toMatchObject({ name })
})

test('simulated CloudTrail: an event ID contains the place of its event', () => {
  const place = fc.record({
    key: fc.nat(0xffffff),
    use: fc.nat(0xffffff),
    call: fc.nat(0x7fffffff),
    noise: fc.boolean(),
  })
  fc.assert(
    fc.property(place, from => {
      expect(eventPlace(eventId(from))).toEqual(from)
    }),
  )
  expect(eventPlace('00000000-0000-4000-8000-000000000000')).toBeNull()
})
