import type { Event, LookupEventsCommandInput } from '@aws-sdk/client-cloudtrail'
import { CloudTrailClient, LookupEventsCommand } from '@aws-sdk/client-cloudtrail'
import { afterEach, beforeEach, describe, expect, test, vi } from 'vitest'
import type { Evidence, Sighting } from '../../../src/model/evidence.ts'
import { DAY, HOUR, MINUTE, SECOND } from '../../../src/model/time.ts'
import source from '../../../src/sources/cloudtrail/cloudtrail.ts'
import type { EffortQuestion, Effort } from '../../../src/sources/source.ts'
import { aPlace, arn, awsError, datedAt, denied, finished, html, id, NOW } from '../../aws/a-place.ts'
import { mockedClient } from '../../aws/mocked-client.ts'

const trail = mockedClient(CloudTrailClient)
beforeEach(() => {
  vi.useFakeTimers()
  trail.reset()
})
afterEach(() => void vi.useRealTimers())

const HORIZON = NOW - 90 * DAY + HOUR
const UNTIL = NOW - 15 * MINUTE
const silence = { kind: 'not-seen', since: HORIZON, until: UNTIL }
const keyOf = (number: number) => ({ id: id(number), arn: arn(number), spec: null, usage: null, manager: 'CUSTOMER' })

/** An event of key 1 as LookupEvents tells it; `record` changes what stands inside. */
function event(EventName: string, ago: number, record: object | string = {}, key = 1): Event {
  const EventTime = new Date(NOW - ago)
  const inside = {
    eventName: EventName,
    eventTime: EventTime.toISOString(),
    eventID: `${EventName}-${ago}`,
    resources: [{ ARN: arn(key), type: 'AWS::KMS::Key' }],
    ...(typeof record === 'object' ? record : {}),
  }
  return {
    EventName,
    EventTime,
    EventId: `${EventName}-${ago}`,
    Resources: [{ ResourceType: 'AWS::KMS::Key', ResourceName: arn(key) }],
    CloudTrailEvent: typeof record === 'string' ? record : JSON.stringify(inside),
  }
}

type Page = { Events?: Event[]; NextToken?: string; $metadata?: object } | Error
const byArn = (input: LookupEventsCommandInput): string | undefined =>
  input.LookupAttributes?.find(({ AttributeKey }) => AttributeKey === 'ResourceName')?.AttributeValue

/**
 * Answers for a key's events page by page, then empty ones; `control` for the lookup by name, and what the lookup of
 * its event by ARN finds.
 */
function history(
  pages: readonly Page[],
  control: { byName?: Page; by?: (asked: string) => Page; byArn?: Page } = {},
): void {
  const left = new Map<string, Page[]>()
  trail.on(LookupEventsCommand).callsFake((input: LookupEventsCommandInput) => {
    const answer = answerTo(input)
    if (answer instanceof Error) throw answer
    return answer
  })
  function answerTo(input: LookupEventsCommandInput): Page {
    const asked = byArn(input)
    const way = input.LookupAttributes?.[0]?.AttributeValue ?? ''
    if (asked === undefined) return control.by?.(way) ?? control.byName ?? { Events: [] }
    if (input.EndTime !== undefined) return control.byArn ?? { Events: [] }
    if (!left.has(asked)) left.set(asked, [...pages])
    return left.get(asked)?.shift() ?? { Events: [] }
  }
}

const inputs = () => trail.commandCalls(LookupEventsCommand).map(({ args: [{ input }] }) => input)

async function look(effort: Effort = 'full', maxPages = 40, number = 1) {
  const place = aPlace()
  const reader = source.open(place.client, { maxPages })
  const { answered, ...answer } = await finished(reader.look(keyOf(number), effort))
  return { answer, answered, sighting: answer.sighting, said: place.said(), gaps: place.gaps.all, place, reader }
}

describe('a use', () => {
  test('is told with its time, operation and event, and nothing after it was missed', async () => {
    history([{ Events: [event('DescribeKey', HOUR), event('Decrypt', 2 * HOUR), event('Encrypt', 3 * HOUR)] }])
    const { answer, said } = await look()
    const at = NOW - 2 * HOUR
    expect(answer).toEqual({
      sighting: {
        kind: 'used',
        at,
        precision: 'second',
        operation: 'Decrypt',
        eventId: `Decrypt-${2 * HOUR}`,
        since: at,
        until: UNTIL,
      },
    })
    expect(said).toEqual([])
  })

  test('ends the search: no further page and no control is asked for', async () => {
    history([{ Events: [event('Decrypt', HOUR)], NextToken: 'more' }])
    await look()
    expect(inputs()).toHaveLength(1)
  })

  test.each([
    'Decapsulate',
    'DeriveSharedSecret',
    'Encrypt',
    'GenerateDataKey',
    'GenerateDataKeyPairWithoutPlaintext',
    'GenerateMac',
    'ReEncrypt',
    'Sign',
    'Verify',
    'VerifyMac',
  ])('may be a %s', async operation => {
    history([{ Events: [event(operation, HOUR)] }])
    expect((await look()).sighting).toMatchObject({ kind: 'used', operation })
  })

  test('of ReEncrypt is a use of the key that it came from and of the one that it went to', async () => {
    const resources = [{ ARN: arn(1) }, { ARN: arn(2) }]
    history([{ Events: [{ ...event('ReEncrypt', HOUR, { resources }), Resources: [] }] }])
    for (const number of [1, 2]) {
      expect((await look('full', 40, number)).sighting).toMatchObject({ kind: 'used', operation: 'ReEncrypt' })
    }
  })

  test('of ReEncrypt names its pair once, the source first', async () => {
    const resources = [{ ARN: arn(1) }, { ARN: arn(2) }]
    const twice = [event('ReEncrypt', HOUR, { resources }), event('ReEncrypt', 2 * HOUR, { resources })]
    const half = event('ReEncrypt', 3 * HOUR, { resources: [{ ARN: arn(1) }] })
    history([{ Events: [...twice, half].map(each => ({ ...each, Resources: [] })) }])
    expect((await look()).answer.pairs).toEqual([{ from: arn(1), to: arn(2) }])
  })

  test('in the last minutes is seen up to itself, although events may still be on their way', async () => {
    history([{ Events: [event('Decrypt', MINUTE)] }])
    expect((await look()).sighting).toMatchObject({ kind: 'used', since: NOW - MINUTE, until: NOW - MINUTE })
  })

  test('without a time outside is dated by the record', async () => {
    const { EventTime: _, ...timeless } = event('Decrypt', 5 * HOUR)
    history([{ Events: [timeless] }])
    expect((await look()).sighting).toMatchObject({ kind: 'used', at: NOW - 5 * HOUR })
  })

  test('without an id outside has the one of the record, and the other way round', async () => {
    history([{ Events: [event('Decrypt', HOUR, { eventID: undefined })] }])
    expect((await look()).sighting).toMatchObject({ eventId: `Decrypt-${HOUR}` })
    const { EventId: _, ...nameless } = event('Decrypt', HOUR, { eventID: 'inside' })
    history([{ Events: [nameless] }])
    expect((await look()).sighting).toMatchObject({ eventId: 'inside' })
  })

  test('on a later page is found', async () => {
    history([
      { Events: [event('DescribeKey', HOUR)], NextToken: 'a' },
      { Events: [], NextToken: 'b' },
      { Events: [event('Decrypt', 40 * DAY)] },
    ])
    expect((await look()).sighting).toMatchObject({ kind: 'used', at: NOW - 40 * DAY, until: UNTIL })
    expect(inputs().map(({ NextToken }) => NextToken)).toEqual([undefined, 'a', 'b'])
  })
})

describe('no use is', () => {
  test.each<[string, Event]>([
    ['a description', event('DescribeKey', HOUR)],
    ['our own question', event('GetKeyLastUsage', HOUR)],
    ['a grant', event('CreateGrant', HOUR)],
    ['a failed call', event('Decrypt', HOUR, { errorCode: 'AccessDenied' })],
    [
      'a call of a disabled key',
      event('Decrypt', HOUR, { errorCode: 'DisabledException', errorMessage: 'is disabled' }),
    ],
    [
      'a dry run',
      event('Encrypt', HOUR, { errorCode: 'DryRunOperationException', requestParameters: { dryRun: true } }),
    ],
    ['a dry run that does not call itself an error', event('Sign', HOUR, { requestParameters: { dryRun: true } })],
    ["another key's event", event('Decrypt', HOUR, {}, 2)],
    ['a failed call of an operation that we have not met', event('PolishKey', HOUR, { errorCode: 'AccessDenied' })],
    [
      'the call of another service that names the key',
      event('CreateVolume', HOUR, { eventSource: 'ec2.amazonaws.com' }),
    ],
  ])('%s', async (_, noise) => {
    history([{ Events: [noise] }])
    const { sighting, said } = await look()
    expect(sighting).toEqual(silence)
    expect(said).toEqual([])
  })

  test('GetPublicKey, but it is kept as a hint', async () => {
    const failed = event('GetPublicKey', HOUR, { errorCode: 'AccessDenied' })
    history([{ Events: [failed, event('GetPublicKey', 2 * HOUR), event('GetPublicKey', 9 * HOUR)] }])
    const { answer } = await look()
    expect(answer).toEqual({ sighting: silence, publicKeyReadAt: NOW - 2 * HOUR, unverified: true })
  })

  test('the hint is kept beside a use, also beside an answer that broke off', async () => {
    history([{ Events: [event('GetPublicKey', HOUR), event('Sign', 2 * HOUR)] }])
    expect((await look()).answer).toMatchObject({ publicKeyReadAt: NOW - HOUR, sighting: { kind: 'used' } })
    history([{ Events: [event('GetPublicKey', HOUR)], NextToken: 'a' }, awsError('InvalidNextTokenException')])
    expect((await look()).answer).toMatchObject({ publicKeyReadAt: NOW - HOUR, sighting: { kind: 'partial' } })
  })
})

describe('a record that cannot be read', () => {
  test.each([
    ['no JSON', '{"eventName":"Decr'],
    ['nothing', ''],
    ['a number', '5'],
    ['null', 'null'],
  ])('because it is %s takes the silence away, with a gap', async (_, text) => {
    history([{ Events: [event('Decrypt', HOUR, text)] }])
    const { sighting, gaps } = await look()
    expect(sighting).toMatchObject({ kind: 'partial' })
    expect(gaps).toMatchObject([{ keyId: id(1), operation: 'cloudtrail:LookupEvents', reason: 'malformed' }])
  })

  test('without any time takes the silence away too', async () => {
    const { EventTime: _, ...timeless } = event('Decrypt', HOUR, { eventTime: 'soon' })
    history([{ Events: [timeless] }])
    expect((await look()).sighting).toMatchObject({ kind: 'partial' })
  })

  test('before an older use: the use is told, but nothing after it was really seen', async () => {
    history([{ Events: [event('Decrypt', HOUR, '{'), event('Encrypt', 30 * DAY)] }])
    const { sighting, said } = await look()
    const at = NOW - 30 * DAY
    expect(sighting).toMatchObject({ kind: 'used', at, since: at, until: at, operation: 'Encrypt' })
    expect(said).toEqual([`cloudtrail:LookupEvents malformed ${id(1)}`])
  })

  test('after the use does not matter: it is not read', async () => {
    history([{ Events: [event('Encrypt', HOUR), event('Decrypt', 2 * HOUR, '{')] }])
    const { sighting, said } = await look()
    expect(sighting).toMatchObject({ kind: 'used', until: UNTIL })
    expect(said).toEqual([])
  })

  test('of a management call does not matter', async () => {
    history([{ Events: [event('DescribeKey', HOUR, '{')] }])
    expect((await look()).sighting).toEqual(silence)
  })
})

describe('the whole page is read', () => {
  test('and the newest use on it counts, whatever the order of the events', async () => {
    history([{ Events: [event('Encrypt', 30 * DAY), event('Decrypt', HOUR), event('Sign', 9 * DAY)] }])
    expect((await look()).sighting).toMatchObject({ kind: 'used', at: NOW - HOUR, operation: 'Decrypt', until: UNTIL })
  })

  test('and where events are out of order, so may pages be: the search goes on to its end', async () => {
    history([
      { Events: [event('DescribeKey', 50 * DAY), event('Encrypt', 30 * DAY)], NextToken: 'a' },
      { Events: [event('Decrypt', HOUR)] },
    ])
    expect((await look()).sighting).toMatchObject({ kind: 'used', at: NOW - HOUR, until: UNTIL })
  })

  test.each<[string, Page]>([
    ['fails', awsError('InvalidNextTokenException')],
    ['repeats its token', { Events: [], NextToken: 'a' }],
    ['has no events', {}],
  ])('and a use on it counts although the next page %s; nothing after the use was seen', async (_, second) => {
    history([{ Events: [event('TagResource', 50 * DAY), event('Encrypt', 30 * DAY)], NextToken: 'a' }, second])
    const at = NOW - 30 * DAY
    const { sighting, said } = await look()
    expect(sighting).toMatchObject({ kind: 'used', at, until: at })
    expect(said).toHaveLength(1)
  })
})

/** Empty pages, each given so long after the start of the run. */
const slow = (...agos: number[]): Page[] =>
  agos.map((ago, index) => ({
    Events: [],
    ...datedAt(NOW + ago),
    ...(index < agos.length - 1 && { NextToken: `${index}` }),
  }))

describe('the sight is measured by the time of AWS', () => {
  test('event history moves on while a run takes hours: silence begins where its last page still reached', async () => {
    history(slow(2 * HOUR, 5 * HOUR))
    const { sighting, answered } = await look()
    const since = NOW + 5 * HOUR - 90 * DAY + 15 * MINUTE
    // A clock that stands still while AWS's goes on was suspended: what was seen ends by the earlier of the two.
    expect(sighting).toEqual({ kind: 'not-seen', since, until: UNTIL })
    expect(answered).toEqual({ first: NOW + 2 * HOUR, last: NOW + 5 * HOUR })
  })

  test('within 45 minutes of the start nothing is lost', async () => {
    history(slow(44 * MINUTE))
    expect((await look()).sighting).toMatchObject({ kind: 'not-seen', since: HORIZON })
  })

  test('an answer of before the run ends the sight then', async () => {
    history(slow(-3 * HOUR))
    expect((await look()).sighting).toMatchObject({ kind: 'not-seen', since: HORIZON, until: UNTIL - 3 * HOUR })
  })

  test('an event dated in the future is no silence', async () => {
    history([{ Events: [event('DescribeKey', -10 * MINUTE)] }])
    const { sighting, gaps } = await look()
    expect(sighting).toMatchObject({ kind: 'partial' })
    expect(gaps).toMatchObject([{ reason: 'malformed', message: expect.stringMatching(/future/) }])
  })
})

const noise = (page: number): Page => ({
  Events: [event('DescribeKey', page * DAY)],
  NextToken: `token ${page}`,
})
const endless = Array.from({ length: 100 }, (_, page) => noise(page + 1))

describe('the search', () => {
  test('looks up the ARN, fifty at a time, from just inside the ninety days', async () => {
    history([])
    await look()
    expect(inputs()[0]).toEqual({
      MaxResults: 50,
      LookupAttributes: [{ AttributeKey: 'ResourceName', AttributeValue: arn(1) }],
      StartTime: new Date(HORIZON),
    })
  })

  test.each([
    ['no token', {}],
    ['an empty token', { NextToken: '' }],
  ])('is at its horizon when a page has %s', async (_, last) => {
    history([
      { Events: [event('DescribeKey', HOUR)], NextToken: 'a' },
      { Events: [], ...last },
    ])
    expect((await look()).sighting).toEqual(silence)
    expect(inputs().filter(input => byArn(input) !== undefined)).toHaveLength(2)
  })

  test('in full ends at --max-pages, as partial, with a gap that says how to go on', async () => {
    history(endless)
    const { sighting, gaps } = await look('full', 7)
    expect(inputs()).toHaveLength(7)
    expect(sighting).toEqual({ kind: 'partial', since: NOW - 7 * DAY, until: UNTIL })
    expect(gaps).toMatchObject([{ reason: 'partial', keyId: id(1), message: expect.stringMatching(/--max-pages/) }])
  })

  test('of a second reader ends after three pages, as partial, and without a gap: its limit is meant', async () => {
    history(endless)
    const { sighting, said } = await look('short', 40)
    expect(inputs()).toHaveLength(3)
    expect(sighting).toMatchObject({ kind: 'partial', since: NOW - 3 * DAY })
    expect(said).toEqual([])
  })

  test('that is partial needs no control', async () => {
    history(endless)
    await look('full', 2)
    expect(inputs().every(input => byArn(input) !== undefined)).toBe(true)
  })

  test('does not go round in a circle', async () => {
    history(Array.from({ length: 100 }, () => ({ Events: [event('DescribeKey', HOUR)], NextToken: 'same' })))
    const { sighting } = await look()
    expect(inputs().length).toBeLessThanOrEqual(2)
    expect(sighting).toMatchObject({ kind: 'partial' })
  })

  test.each([
    ['denied', denied.byIdentityPolicy(), 'denied', 'cloudtrail:LookupEvents denied'],
    ['a page', html(), 'unsupported', 'cloudtrail:LookupEvents unsupported'],
    [
      'a server error',
      awsError('InternalFailure', 'sorry', 500),
      'server_error',
      `cloudtrail:LookupEvents server_error ${id(1)}`,
    ],
    [
      'refused',
      awsError('InvalidLookupAttributesException'),
      'unsupported',
      `cloudtrail:LookupEvents unsupported ${id(1)}`,
    ],
  ])('that meets %s at once is unknown, with one gap', async (_, error, reason, gap) => {
    history(Array.from({ length: 9 }, () => error))
    const { sighting, said } = await look()
    expect(sighting).toMatchObject({ kind: 'unknown', reason })
    expect(said).toEqual([gap])
  })

  test('that breaks off in the middle is partial, with a gap', async () => {
    history([noise(1), noise(2), awsError('InvalidNextTokenException')])
    const { sighting, said } = await look()
    expect(sighting).toEqual({ kind: 'partial', since: NOW - 2 * DAY, until: UNTIL })
    expect(said).toEqual([`cloudtrail:LookupEvents unsupported ${id(1)}`])
  })
})

/** Finds events in one way, and nothing in any other. */
const only = (way: string, page: Page) => (asked: string) => (asked === way ? page : { Events: [] })

describe('before silence counts, a lookup by ARN is tried on an event that is known', () => {
  const known = event('Decrypt', 5 * HOUR, {}, 7)

  test('verified: the lookup finds it', async () => {
    history([], { byName: { Events: [known] }, byArn: { Events: [known] } })
    const { answer, said } = await look()
    expect(answer).toEqual({ sighting: silence })
    expect(said).toEqual([])
    expect(inputs().slice(1)).toEqual([
      { MaxResults: 50, LookupAttributes: [{ AttributeKey: 'EventName', AttributeValue: 'Decrypt' }] },
      {
        MaxResults: 50,
        LookupAttributes: [{ AttributeKey: 'ResourceName', AttributeValue: arn(7) }],
        StartTime: new Date(NOW - 5 * HOUR - SECOND),
        EndTime: new Date(NOW - 5 * HOUR + SECOND),
      },
    ])
  })

  test('whatever the lookups of other keys have found by then: their order would decide', async () => {
    const place = aPlace()
    const reader = source.open(place.client, { maxPages: 40 })
    history([{ Events: [event('Decrypt', HOUR)] }])
    await finished(reader.look(keyOf(1), 'full'))
    expect(await finished(reader.look(keyOf(2), 'full'))).toMatchObject({ sighting: silence, unverified: true })
    expect(inputs()).toHaveLength(7)
  })

  test.each<[string, Page]>([
    ['nobody has decrypted', { Events: [] }],
    [
      'only keys of another account were used',
      { Events: [event('Decrypt', HOUR, { resources: [{ ARN: arn(7).replace('111122223333', '999988887777') }] })] },
    ],
    [
      'only keys of another Region were used',
      { Events: [event('Decrypt', HOUR, { resources: [{ ARN: arn(7).replace('eu-west-1', 'us-east-1') }] })] },
    ],
    ['the record names no key', { Events: [event('Decrypt', HOUR, { resources: null })] }],
    ['the record cannot be read', { Events: [event('Decrypt', HOUR, 'null'), event('Decrypt', HOUR, '{')] }],
  ])('unverified: %s, so there is nothing to try it on', async (_, byName) => {
    history([], { byName })
    const { answer, said } = await look()
    expect(answer).toEqual({ sighting: silence, unverified: true })
    expect(said).toEqual([])
  })

  test.each(['GenerateDataKey', 'Sign', 'Encrypt', 'AWS::KMS::Key'])(
    'an event found by %s will do where nobody has decrypted, and no further lookup is made',
    async way => {
      const use = event(way.startsWith('AWS') ? 'Verify' : way, 5 * HOUR, {}, 7)
      history([], { by: only(way, { Events: [use] }), byArn: { Events: [use] } })
      expect((await look()).answer).toEqual({ sighting: silence })
      const tried = inputs().flatMap(({ LookupAttributes: [first] = [] }) => first?.AttributeValue ?? [])
      expect(tried.slice(-2)).toEqual([way, arn(7)])
    },
  )

  test('a place that is blind for the only use it has is given up', async () => {
    history([], { by: only('Sign', { Events: [event('Sign', 5 * HOUR, {}, 7)] }), byArn: { Events: [] } })
    expect((await look()).sighting).toMatchObject({ kind: 'unknown', reason: 'unsupported' })
  })

  test('unverified, with a gap: the lookup returns an event that cannot be read', async () => {
    history([], { by: only('Sign', { Events: [event('Sign', 5 * HOUR, {}, 7)] }), byArn: { Events: [{}] } })
    const { answer, gaps } = await look()
    expect(answer).toMatchObject({ sighting: silence, unverified: true })
    expect(gaps).toMatchObject([{ operation: 'cloudtrail:LookupEvents', reason: 'malformed' }])
  })

  test.each([
    ['minutes old: it may not be in every index yet', event('Decrypt', 2 * MINUTE, {}, 7)],
    ['about to be forgotten', event('Decrypt', 90 * DAY - MINUTE, {}, 7)],
  ])('unverified: the lookup misses an event that is %s', async (_, odd) => {
    history([], { byName: { Events: [odd] }, byArn: { Events: [] } })
    expect((await look()).answer).toEqual({ sighting: silence, unverified: true })
  })

  test('of several events one is tried that is in every index', async () => {
    const fresh = event('Decrypt', MINUTE, {}, 8)
    history([], { byName: { Events: [fresh, known] }, byArn: { Events: [known] } })
    expect((await look()).answer).toEqual({ sighting: silence })
  })

  test('unsupported: the lookup misses it, and CloudTrail is given up for the place', async () => {
    history([], { byName: { Events: [known] }, byArn: { Events: [] } })
    const { sighting, gaps, reader } = await look()
    expect(sighting).toMatchObject({ kind: 'unknown', reason: 'unsupported' })
    expect(gaps).toMatchObject([{ keyId: null, reason: 'unsupported', message: expect.stringContaining(arn(7)) }])
    const asked = inputs().length
    expect(await finished(reader.look(keyOf(2), 'full'))).toMatchObject({ sighting: { reason: 'unsupported' } })
    expect(inputs()).toHaveLength(asked)
  })

  test.each([
    ['by name', { byName: awsError('InternalFailure', 'sorry', 500) }],
    ['by ARN', { byName: { Events: [known] }, byArn: awsError('InternalFailure', 'sorry', 500) }],
  ])('failed %s: what was not tried proves nothing, and one gap for the place says so', async (_, control) => {
    history([], control)
    const { sighting, gaps, reader, place } = await look()
    expect(sighting).toMatchObject({ kind: 'unknown', reason: 'server_error' })
    expect(gaps).toMatchObject([{ keyId: null, operation: 'cloudtrail:LookupEvents', reason: 'server_error' }])
    await finished(reader.look(keyOf(2), 'full'))
    expect(place.said()).toHaveLength(1)
  })

  test('it is tried once for all keys of a place', async () => {
    history([], { byName: { Events: [known] }, byArn: { Events: [known] } })
    const { client } = aPlace()
    const reader = source.open(client, { maxPages: 40 })
    await finished(Promise.all([1, 2, 3, 4].map(number => reader.look(keyOf(number), 'full'))))
    expect(inputs().filter(input => byArn(input) === undefined)).toHaveLength(1)
    expect(inputs()).toHaveLength(6)
  })

  test('a use needs no trial, whatever it would say', async () => {
    history([{ Events: [event('Decrypt', HOUR)] }], { byName: denied.byIdentityPolicy() })
    expect((await look()).sighting).toMatchObject({ kind: 'used' })
  })
})

const kms = (sighting: Sighting): Evidence => ({ source: 'kms', complete: true, delay: HOUR, sighting })
const silentSince = (since: number) => kms({ kind: 'not-seen', since, until: NOW - HOUR })
const used = kms({ kind: 'used', at: NOW - DAY, precision: 'second', since: NOW - 200 * DAY, until: NOW - HOUR })
const unknown = kms({ kind: 'unknown', why: 'denied' })
const partial = kms({ kind: 'partial', since: NOW - 200 * DAY, until: NOW - HOUR })
const positive = { ...used, source: 'cloudwatch', complete: false }
const question: EffortQuestion = {
  evidence: [],
  createdAt: NOW - 900 * DAY,
  aboutToBeUnused: false,
  doubleCheck: false,
  refusalsMatter: false,
  now: NOW,
}

describe('in the plan of calls CloudTrail', () => {
  test.each<[string, Partial<EffortQuestion>, Effort | 'skip']>([
    ['nobody answered', {}, 'full'],
    ['KMS gave no answer', { evidence: [unknown] }, 'full'],
    ['a complete source broke off', { evidence: [partial] }, 'full'],
    ['only a positive source shows a use', { evidence: [unknown, positive] }, 'full'],
    ['KMS saw less than ninety days', { evidence: [silentSince(NOW - 40 * DAY)] }, 'full'],
    ['KMS saw an hour too little', { evidence: [silentSince(HORIZON + 1)] }, 'full'],
    ['KMS saw ninety days', { evidence: [silentSince(HORIZON)] }, 'skip'],
    [
      'KMS saw the whole life of a young key',
      { evidence: [silentSince(NOW - 9 * DAY)], createdAt: NOW - 9 * DAY },
      'skip',
    ],
    ['… to the second', { evidence: [silentSince(NOW - 9 * DAY + 1001)], createdAt: NOW - 9 * DAY }, 'full'],
    ['KMS saw part of a life of unknown length', { evidence: [silentSince(NOW - 9 * DAY)], createdAt: null }, 'full'],
    ['KMS saw a use', { evidence: [used] }, 'skip'],
    ['the key is about to be called unused', { evidence: [silentSince(HORIZON)], aboutToBeUnused: true }, 'short'],
    ['… after a use long ago', { evidence: [used], aboutToBeUnused: true }, 'short'],
    ['… with --double-check', { evidence: [used], aboutToBeUnused: true, doubleCheck: true }, 'full'],
    ['--double-check of a key in use', { evidence: [used], doubleCheck: true }, 'skip'],
  ])('when %s', (_, given, effort) => {
    expect(source.auto({ ...question, ...given })).toBe(effort)
  })
})

test('answers: an answer without Events is malformed, never silence', async () => {
  trail.on(LookupEventsCommand).resolves({})
  const { sighting, said } = await look()
  expect(sighting).toMatchObject({ kind: 'unknown', reason: 'malformed' })
  expect(said).toEqual([`cloudtrail:LookupEvents malformed ${id(1)}`])
})

test('control: the lookup by ARN must return the very event, not just any event of the key', async () => {
  history([{ Events: [] }], {
    byName: { Events: [event('Decrypt', HOUR, {}, 7)] },
    byArn: { Events: [event('DescribeKey', 2 * HOUR, {}, 7)] },
  })
  expect((await look()).sighting).toMatchObject({ kind: 'unknown', reason: 'unsupported' })
})

test.each([
  ['no resources', null],
  ['a resource that is null', [null]],
])('records: an event with %s does not end the run, and is not silence', async (_, resources) => {
  const CloudTrailEvent = JSON.stringify({ eventName: 'Decrypt', resources })
  trail.on(LookupEventsCommand).resolves({
    Events: [{ EventName: 'Decrypt', EventTime: new Date(NOW - HOUR), CloudTrailEvent }],
  })
  expect((await look()).sighting.kind).not.toBe('not-seen')
})
