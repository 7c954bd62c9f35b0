import { describe, expect, test } from 'vitest'
import { DAY, HOUR, MINUTE, SECOND } from '../../../src/model/time.ts'
import source from '../../../src/sources/cloudtrail/cloudtrail.ts'
import { aPlace, arn, awsError, denied, finished, NOW } from '../../aws/a-place.ts'
import { silence, keyOf, event, type Page, byArn, history, inputs, look, mockCloudTrail } from './lookups.ts'

mockCloudTrail()

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

  test('control: it does not use what lookups of other keys have found, because their order would decide', async () => {
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
    'control: an event found by %s is enough if there is no Decrypt event, and no further lookup is made',
    async way => {
      const use = event(way.startsWith('AWS') ? 'Verify' : way, 5 * HOUR, {}, 7)
      history([], { by: only(way, { Events: [use] }), byArn: { Events: [use] } })
      expect((await look()).answer).toEqual({ sighting: silence })
      const tried = inputs().flatMap(({ LookupAttributes: [first] = [] }) => first?.AttributeValue ?? [])
      expect(tried.slice(-2)).toEqual([way, arn(7)])
    },
  )

  test('control: a place whose lookup misses its only use is given up', async () => {
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

  test('control: of several events it tries one that is in every index', async () => {
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
  ])('control: if it failed %s, it proves nothing, and one gap for the place says so', async (_, control) => {
    history([], control)
    const { sighting, gaps, reader, place } = await look()
    expect(sighting).toMatchObject({ kind: 'unknown', reason: 'server_error' })
    expect(gaps).toMatchObject([{ keyId: null, operation: 'cloudtrail:LookupEvents', reason: 'server_error' }])
    await finished(reader.look(keyOf(2), 'full'))
    expect(place.said()).toHaveLength(1)
  })

  test('control: it is tried once for all keys of a place', async () => {
    history([], { byName: { Events: [known] }, byArn: { Events: [known] } })
    const { client } = aPlace()
    const reader = source.open(client, { maxPages: 40 })
    await finished(Promise.all([1, 2, 3, 4].map(number => reader.look(keyOf(number), 'full'))))
    expect(inputs().filter(input => byArn(input) === undefined)).toHaveLength(1)
    expect(inputs()).toHaveLength(6)
  })

  test('control: a use needs none, whatever the control would show', async () => {
    history([{ Events: [event('Decrypt', HOUR)] }], { byName: denied.byIdentityPolicy() })
    expect((await look()).sighting).toMatchObject({ kind: 'used' })
  })
})

test('control: the lookup by ARN must return the very event, not just any event of the key', async () => {
  history([{ Events: [] }], {
    byName: { Events: [event('Decrypt', HOUR, {}, 7)] },
    byArn: { Events: [event('DescribeKey', 2 * HOUR, {}, 7)] },
  })
  expect((await look()).sighting).toMatchObject({ kind: 'unknown', reason: 'unsupported' })
})
