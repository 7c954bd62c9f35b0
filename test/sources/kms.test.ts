import type { GetKeyLastUsageResponse } from '@aws-sdk/client-kms'
import { GetKeyLastUsageCommand, KMSClient } from '@aws-sdk/client-kms'
import { afterEach, beforeEach, describe, expect, test, vi } from 'vitest'
import { DAY, HOUR, MINUTE } from '../../src/model/time.ts'
import source from '../../src/sources/kms.ts'
import { aPlace, arn, awsError, datedAt, denied, finished, html, id, NOW } from '../aws/a-place.ts'
import { mockedClient } from '../aws/mocked-client.ts'

const kms = mockedClient(KMSClient)
beforeEach(() => {
  vi.useFakeTimers()
  kms.reset()
})
afterEach(() => void vi.useRealTimers())

const tracking = Date.UTC(2026, 3, 23)
const created = NOW - 900 * DAY
const key = { id: id(1), arn: arn(1), spec: null, usage: null, manager: 'CUSTOMER' }
const answers = () => kms.on(GetKeyLastUsageCommand)
const whole = { KeyId: id(1), KeyCreationDate: new Date(created), TrackingStartDate: new Date(tracking) }

async function look(answer?: GetKeyLastUsageResponse) {
  if (answer !== undefined) answers().resolves(answer)
  const place = aPlace()
  const reader = source.open(place.client, { maxPages: 40 })
  const { answered, ...given } = await finished(reader.look(key, 'full'))
  return {
    given,
    answered,
    said: place.said(),
    gaps: place.gaps.all,
    place,
    reader,
  }
}

describe('an answer with a use', () => {
  const at = NOW - 3 * HOUR
  const use = {
    Operation: 'Decrypt',
    Timestamp: new Date(at),
    CloudTrailEventId: 'event',
    KmsRequestId: 'request',
  } as const

  test('GetKeyLastUsage: a use has its time, operation and event, and how far back KMS saw', async () => {
    const { given, said } = await look({ ...whole, KeyLastUsage: use })
    expect(given).toEqual({
      createdAt: created,
      sighting: {
        kind: 'used',
        at,
        precision: 'second',
        operation: 'Decrypt',
        eventId: 'event',
        since: tracking,
        until: NOW - HOUR,
      },
    })
    expect(said).toEqual([])
  })

  test.each(['Encapsulate', 'ReEncrypt', 'SomethingNew'])(
    'GetKeyLastUsage: the use may be an operation such as %s',
    async Operation => {
      const { given } = await look({ ...whole, KeyLastUsage: { ...use, Operation: Operation as 'Decrypt' } })
      expect(given.sighting).toMatchObject({ kind: 'used', operation: Operation })
    },
  )

  test('GetKeyLastUsage: a time alone is a use, too', async () => {
    const { given } = await look({ ...whole, KeyLastUsage: { Timestamp: use.Timestamp } })
    expect(given.sighting).toEqual({ kind: 'used', at, precision: 'second', since: tracking, until: NOW - HOUR })
  })

  test('KMS use: a use in the last hour is shown, although KMS may be late with others', async () => {
    const Timestamp = new Date(NOW - 60_000)
    const { given } = await look({ ...whole, KeyLastUsage: { Timestamp } })
    expect(given.sighting).toMatchObject({ kind: 'used', at: NOW - 60_000, until: NOW - HOUR })
  })
})

describe('an answer without a use', () => {
  test('GetKeyLastUsage: no use holds from the start of tracking until an hour ago', async () => {
    const { given, said } = await look({ ...whole, KeyLastUsage: {} })
    expect(given).toEqual({
      createdAt: created,
      sighting: { kind: 'not-seen', since: tracking, until: NOW - HOUR },
    })
    expect(said).toEqual([])
  })

  test('GetKeyLastUsage: the start of tracking is that of the answer, never a fixed date', async () => {
    const TrackingStartDate = new Date(NOW - 20 * DAY)
    const { given } = await look({ ...whole, TrackingStartDate, KeyLastUsage: {} })
    expect(given.sighting).toMatchObject({ kind: 'not-seen', since: NOW - 20 * DAY })
  })

  test('GetKeyLastUsage: an answer without a creation date says nothing about it', async () => {
    const { given } = await look({ TrackingStartDate: new Date(tracking), KeyLastUsage: {} })
    expect(given).not.toHaveProperty('createdAt')
  })
})

describe('an answer that is not whole is unknown, with a gap, and never silence:', () => {
  test.each<[string, GetKeyLastUsageResponse, RegExp]>([
    ['without KeyLastUsage', whole, /without KeyLastUsage/],
    [
      'without TrackingStartDate',
      { KeyCreationDate: new Date(created), KeyLastUsage: {} },
      /without TrackingStartDate/,
    ],
    ['an operation without its time', { ...whole, KeyLastUsage: { Operation: 'Decrypt' } }, /the time of the last use/],
    ['an event without its time', { ...whole, KeyLastUsage: { CloudTrailEventId: 'e' } }, /the time of the last use/],
    ['a request without its time', { ...whole, KeyLastUsage: { KmsRequestId: 'r' } }, /the time of the last use/],
    ['nothing at all', {}, /TrackingStartDate/],
    [
      'tracking that starts in the future',
      { ...whole, TrackingStartDate: new Date(NOW + HOUR), KeyLastUsage: {} },
      /TrackingStartDate in the future/,
    ],
  ])('GetKeyLastUsage: an incomplete answer is unknown, with a gap, and never silence: %s', async (_, answer, why) => {
    const { given, gaps } = await look(answer)
    expect(given).toEqual({
      sighting: { kind: 'unknown', reason: 'malformed', why: expect.stringMatching(why) as string },
    })
    expect(gaps).toMatchObject([{ keyId: id(1), operation: 'kms:GetKeyLastUsage', reason: 'malformed' }])
  })
})

test('GetKeyLastUsage: a use in the future is unknown, with a gap, and kept in case the time of the run is wrong', async () => {
  const { given, gaps } = await look({
    ...whole,
    KeyLastUsage: { Timestamp: new Date(NOW + HOUR), Operation: 'Decrypt' },
  })
  expect(given).toEqual({
    futureUse: { at: NOW + HOUR, operation: 'Decrypt' },
    sighting: {
      kind: 'unknown',
      reason: 'malformed',
      why: expect.stringMatching(/a last use in the future/) as string,
    },
  })
  expect(gaps).toMatchObject([{ keyId: id(1), operation: 'kms:GetKeyLastUsage', reason: 'malformed' }])
})

describe('a use that KMS reports is kept, with a gap, although the answer has', () => {
  const Timestamp = new Date(NOW - DAY)
  test.each<[string, GetKeyLastUsageResponse, RegExp]>([
    ['no TrackingStartDate', { KeyLastUsage: { Timestamp } }, /without TrackingStartDate/],
    [
      'TrackingStartDate in the future',
      { ...whole, TrackingStartDate: new Date(NOW + HOUR), KeyLastUsage: { Timestamp } },
      /TrackingStartDate in the future/,
    ],
  ])('GetKeyLastUsage: %s leaves open how far back KMS looked', async (_, answer, why) => {
    const { given, gaps } = await look(answer)
    const at = NOW - DAY
    expect(given.sighting).toEqual({ kind: 'used', at, precision: 'second', since: at, until: NOW - HOUR })
    expect(gaps).toMatchObject([{ keyId: id(1), reason: 'malformed', message: expect.stringMatching(why) }])
  })
})

test('GetKeyLastUsage: a creation date in the future is dropped, with a gap; the silence beside it counts', async () => {
  const { given, gaps } = await look({ ...whole, KeyCreationDate: new Date(NOW + HOUR), KeyLastUsage: {} })
  expect(given).toEqual({ hasGap: true, sighting: { kind: 'not-seen', since: tracking, until: NOW - HOUR } })
  expect(gaps).toMatchObject([{ reason: 'malformed', message: expect.stringMatching(/KeyCreationDate in the future/) }])
})

test('GetKeyLastUsage: dates a few minutes ahead are clocks that differ', async () => {
  const { given, said } = await look({ ...whole, KeyLastUsage: { Timestamp: new Date(NOW + 4 * MINUTE) } })
  expect(given.sighting).toMatchObject({ kind: 'used', at: NOW + 4 * MINUTE })
  expect(said).toEqual([])
})

test('GetKeyLastUsage: KMS saw until an hour before the Date of its answer, not of the first answer of the run', async () => {
  const { given, answered } = await look({ ...whole, KeyLastUsage: {}, ...datedAt(NOW - 2 * HOUR) })
  expect(given.sighting).toMatchObject({ kind: 'not-seen', until: NOW - 3 * HOUR })
  expect(answered).toEqual({ first: NOW - 2 * HOUR, last: NOW - 2 * HOUR })
})

describe('a refusal', () => {
  test.each([
    ['denied by its key policy', denied.byKeyPolicy(), 'denied', `kms:GetKeyLastUsage denied ${id(1)}`],
    ['denied by our own policies', denied.byIdentityPolicy(), 'denied', 'kms:GetKeyLastUsage denied'],
    ['gone', awsError('NotFoundException'), 'vanished', `kms:GetKeyLastUsage vanished ${id(1)}`],
    [
      'not for this state',
      awsError('KMSInvalidStateException'),
      'unsupported',
      `kms:GetKeyLastUsage unsupported ${id(1)}`,
    ],
    [
      'an operation unknown here',
      awsError('UnknownOperationException'),
      'unsupported',
      'kms:GetKeyLastUsage unsupported',
    ],
    ['a page', html(), 'unsupported', 'kms:GetKeyLastUsage unsupported'],
    [
      'a server error',
      awsError('KMSInternalException', 'sorry', 500),
      'server_error',
      `kms:GetKeyLastUsage server_error ${id(1)}`,
    ],
  ])('GetKeyLastUsage: %s is unknown, with one gap for the key, or for the place', async (_, error, reason, said) => {
    answers().rejects(error)
    const told = await look()
    expect(told.given).toEqual({ sighting: { kind: 'unknown', reason, why: expect.any(String) as string } })
    expect(told.said).toEqual([said])
  })

  test('KMS refusal: one for the whole place is noted once, and the next key is not asked', async () => {
    answers().rejects(denied.byIdentityPolicy())
    const { reader, place } = await look()
    expect(await finished(reader.look({ ...key, id: id(2) }, 'full'))).toMatchObject({
      sighting: { kind: 'unknown', reason: 'denied' },
    })
    expect(kms.calls()).toHaveLength(1)
    expect(place.said()).toEqual(['kms:GetKeyLastUsage denied'])
  })
})

test('GetKeyLastUsage: a key is asked for by its id, which the ARN of another partition cannot spoil', async () => {
  await look({ ...whole, KeyLastUsage: {} })
  expect(kms.commandCalls(GetKeyLastUsageCommand).map(({ args: [{ input }] }) => input)).toEqual([{ KeyId: id(1) }])
})

test('GetKeyLastUsage: every key is asked for, in full', () => {
  const question = {
    evidence: [],
    createdAt: null,
    aboutToBeUnused: false,
    doubleCheck: false,
    refusalsMatter: false,
    now: NOW,
  }
  expect(source.auto(question)).toBe('full')
  expect(source.complete).toBe(true)
})
