import type { Event } from '@aws-sdk/client-cloudtrail'
import { readdirSync } from 'node:fs'
import { describe, expect, test } from 'vitest'
import { CRYPTO_OPERATIONS } from '../../../src/model/operations/crypto-operations.ts'
import { MANAGEMENT_OPERATIONS } from '../../../src/model/operations/management-operations.ts'
import { readTrailEvent } from '../../../src/sources/cloudtrail/trail-event.ts'
import { arn, id, NOW } from '../../aws/a-place.ts'

const AT = new Date(NOW)
const KMS = 'kms.amazonaws.com'

interface Change {
  outer?: Record<string, unknown>
  inner?: Record<string, unknown>
}

/** A Decrypt of key 1; `undefined` leaves a field out. */
function event({ outer = {}, inner = {} }: Change, name = 'Decrypt'): Event {
  const record = {
    eventName: name,
    eventSource: KMS,
    eventTime: AT.toISOString(),
    eventID: 'event',
    resources: [{ ARN: arn(1), type: 'AWS::KMS::Key', accountId: '111122223333' }],
    requestParameters: null,
    ...inner,
  }
  return {
    EventName: name,
    EventSource: KMS,
    EventTime: AT,
    EventId: 'event',
    Resources: [{ ResourceType: 'AWS::KMS::Key', ResourceName: arn(1) }],
    CloudTrailEvent: JSON.stringify(record),
    ...outer,
  } as Event
}

const read = (change: Change, name?: string) => readTrailEvent(event(change, name), arn(1))
const named = (...names: unknown[]): Change => ({
  outer: { Resources: names.map(ResourceName => ({ ResourceName })) },
  inner: { resources: names.map(ARN => ({ ARN })) },
})

describe('a use counts when its record names the key', () => {
  test.each<[string, Change]>([
    ['by ARN', {}],
    ['by its bare id', named(id(1))],
    ['as key/<id>', named(`key/${id(1)}`)],
    ['by its id in capital letters', named(id(1).toUpperCase())],
    ['by bare id inside only', { inner: { resources: [{ ARN: id(1) }] } }],
    ['beside another key', named(arn(2), arn(1))],
    ['beside entries that are null, numbers or without a name', named(arn(1), null, 7, '')],
    ['outside only', { inner: { resources: null } }],
    ['inside only', { outer: { Resources: undefined } }],
    ['nowhere: it was found by the ARN', { outer: { Resources: [] }, inner: { resources: undefined } }],
    ['inside, in a list beside an odd one outside', { outer: { Resources: 'none' } }],
  ])('trail event: a use counts when its record names the key %s', (_, change) => {
    expect(read(change)).toEqual({ kind: 'use', at: NOW, operation: 'Decrypt', eventId: 'event' })
  })

  test.each<[string, Change]>([
    ['missing outside', { outer: { EventName: undefined } }],
    ['empty outside', { outer: { EventName: '' } }],
    ['missing inside', { inner: { eventName: undefined } }],
    ['null inside', { inner: { eventName: null } }],
  ])('trail event: a use counts although the name of the operation is %s', (_, change) => {
    expect(read(change)).toMatchObject({ kind: 'use', operation: 'Decrypt' })
  })

  test.each<[string, Change]>([
    ['outside is long past', { outer: { EventTime: new Date(Date.UTC(2001, 6)) } }],
    ['inside is long past', { inner: { eventTime: '2001-07-01T00:00:00Z' } }],
    ['inside is not a date', { inner: { eventTime: 'yesterday' } }],
    ['inside is a number', { inner: { eventTime: 7 } }],
  ])('trail event: a use counts at the later of its two times, where the one %s', (_, change) => {
    expect(read(change)).toMatchObject({ kind: 'use', at: NOW })
  })

  test.each([undefined, null, ''])(
    'trail event: a use counts although its error code is %j, because the call succeeded',
    errorCode => {
      expect(read({ inner: { errorCode } })).toMatchObject({ kind: 'use' })
    },
  )
})

describe('a record is not understood, and so is not silence, when', () => {
  test.each<[string, Change, RegExp]>([
    ['its two names differ', { inner: { eventName: 'DescribeKey' } }, /two names, Decrypt and DescribeKey/],
    ['its two names differ in case', { inner: { eventName: 'decrypt' } }, /two names/],
    ['it has no name', { outer: { EventName: '' }, inner: { eventName: undefined } }, /has no name/],
    ['its name is not text', { inner: { eventName: 7 } }, /not a string/],
    ['its operation is new', { outer: { EventName: 'PolishKey' }, inner: { eventName: 'PolishKey' } }, /PolishKey/],
    [
      'its operation is spelt otherwise',
      { outer: { EventName: 'decrypt' }, inner: { eventName: 'decrypt' } },
      /decrypt/,
    ],
    ['it is management by one name only', { outer: { EventName: '' }, inner: { eventName: 'TagResource' } }, /only/],
    ['it names an alias', named('alias/orders'), /has no key ARN/],
    ['it names something else', named('arn:aws:s3:::bucket'), /has no key ARN/],
    ['its error code is not text', { inner: { errorCode: { code: 1 } } }, /error code/],
    ['its dry run is not clear', { inner: { requestParameters: { dryRun: 'perhaps' } } }, /dry run/],
    ['its two services differ', { inner: { eventSource: 's3.amazonaws.com' } }, /two services/],
    ['its service is not text', { inner: { eventSource: ['kms'] } }, /service/],
    ['it is a list', { outer: { CloudTrailEvent: '[]' } }, /not valid JSON/],
    ['it has no time', { outer: { EventTime: undefined }, inner: { eventTime: {} } }, /no time/],
  ])('trail event: a record is not understood, and so is not silence, when %s', (_, change, why) => {
    expect(read(change)).toMatchObject({ kind: 'unreadable', why: expect.stringMatching(why) as string })
  })

  test.each([null, undefined, 'event', []])(
    'trail event: a record is not understood, and so is not silence, when it is %j',
    odd => {
      expect(readTrailEvent(odd as unknown as Event, arn(1))).toMatchObject({ kind: 'unreadable', at: null })
    },
  )
})

test.each([7, 2001, '7', true])('trail event: a record whose only time is %j has no time', eventTime => {
  expect(read({ outer: { EventTime: undefined }, inner: { eventTime } })).toMatchObject({
    kind: 'unreadable',
    at: null,
  })
})

describe('no use is', () => {
  test.each<[string, Change, string?]>([
    ['a failed call', { inner: { errorCode: 'AccessDenied' } }],
    ['a failed call of an operation that is new', { inner: { errorCode: 'AccessDenied' } }, 'PolishKey'],
    ['a dry run', { inner: { requestParameters: { dryRun: true } } }],
    ["another key's event", named(arn(2))],
    ["an event of a key with this key's ARN in its name", named(`${arn(2)}0`)],
    ['the call of another service', { outer: { EventSource: undefined }, inner: { eventSource: 's3.amazonaws.com' } }],
    ['management whose record is torn', { outer: { CloudTrailEvent: '{' } }, 'DescribeKey'],
    [
      'management that names the primary key in its Region',
      named(arn(1).replace('eu-west-1', 'us-east-1')),
      'SynchronizeMultiRegionKey',
    ],
  ])('trail event: not a use: %s', (_, change, name) => {
    expect(read(change, name)).toMatchObject({ kind: 'noise' })
  })
})

test('trail event: every operation of the KMS API is known as a use or as management, and none as both', () => {
  const folder = new URL('../../../node_modules/@aws-sdk/client-kms/dist-types/commands/', import.meta.url)
  const operations = readdirSync(folder).flatMap(name => /^(\w+)Command\.d\.ts$/.exec(name)?.[1] ?? [])
  expect(operations.length).toBeGreaterThan(50)
  const unknown = operations.filter(name => !CRYPTO_OPERATIONS.has(name) && !MANAGEMENT_OPERATIONS.has(name))
  expect(unknown).toEqual([])
  expect([...CRYPTO_OPERATIONS].filter(name => MANAGEMENT_OPERATIONS.has(name))).toEqual([])
})
