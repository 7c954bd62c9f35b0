import type { Event } from '@aws-sdk/client-cloudtrail'
import { describe, expect, test } from 'vitest'
import { DAY, HOUR, MINUTE } from '../../../src/model/time.ts'
import { arn, awsError, NOW } from '../../aws/a-place.ts'
import { UNTIL, silence, event, history, inputs, look, mockCloudTrail } from './lookups.ts'

mockCloudTrail()

describe('a use', () => {
  test('CloudTrail use: it has its time, operation and event, and no later use was missed', async () => {
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
  ])('CloudTrail use: the operation may be %s', async operation => {
    history([{ Events: [event(operation, HOUR)] }])
    expect((await look()).sighting).toMatchObject({ kind: 'used', operation })
  })

  test('CloudTrail use: ReEncrypt counts for the source key and for the destination key', async () => {
    const resources = [{ ARN: arn(1) }, { ARN: arn(2) }]
    history([{ Events: [{ ...event('ReEncrypt', HOUR, { resources }), Resources: [] }] }])
    for (const number of [1, 2]) {
      expect((await look('full', 40, number)).sighting).toMatchObject({ kind: 'used', operation: 'ReEncrypt' })
    }
  })

  test('CloudTrail use: ReEncrypt names its pair once, the source first', async () => {
    const resources = [{ ARN: arn(1) }, { ARN: arn(2) }]
    const twice = [event('ReEncrypt', HOUR, { resources }), event('ReEncrypt', 2 * HOUR, { resources })]
    const half = event('ReEncrypt', 3 * HOUR, { resources: [{ ARN: arn(1) }] })
    history([{ Events: [...twice, half].map(each => ({ ...each, Resources: [] })) }])
    expect((await look()).answer.pairs).toEqual([{ from: arn(1), to: arn(2) }])
  })

  test('CloudTrail use: one in the last minutes counts up to itself, although events may still arrive', async () => {
    history([{ Events: [event('Decrypt', MINUTE)] }])
    expect((await look()).sighting).toMatchObject({ kind: 'used', since: NOW - MINUTE, until: NOW - MINUTE })
  })

  test('CloudTrail use: without a time outside it is dated by the record', async () => {
    const { EventTime: _, ...timeless } = event('Decrypt', 5 * HOUR)
    history([{ Events: [timeless] }])
    expect((await look()).sighting).toMatchObject({ kind: 'used', at: NOW - 5 * HOUR })
  })

  test('CloudTrail use: without an id outside it has that of the record, and the other way round', async () => {
    history([{ Events: [event('Decrypt', HOUR, { eventID: undefined })] }])
    expect((await look()).sighting).toMatchObject({ eventId: `Decrypt-${HOUR}` })
    const { EventId: _, ...nameless } = event('Decrypt', HOUR, { eventID: 'inside' })
    history([{ Events: [nameless] }])
    expect((await look()).sighting).toMatchObject({ eventId: 'inside' })
  })

  test('CloudTrail use: one on a later page is found', async () => {
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
  ])('CloudTrail use: not one is %s', async (_, noise) => {
    history([{ Events: [noise] }])
    const { sighting, said } = await look()
    expect(sighting).toEqual(silence)
    expect(said).toEqual([])
  })

  test('CloudTrail use: GetPublicKey is not one, but is kept as a hint', async () => {
    const failed = event('GetPublicKey', HOUR, { errorCode: 'AccessDenied' })
    history([{ Events: [failed, event('GetPublicKey', 2 * HOUR), event('GetPublicKey', 9 * HOUR)] }])
    const { answer } = await look()
    expect(answer).toEqual({ sighting: silence, publicKeyReadAt: NOW - 2 * HOUR, unverified: true })
  })

  test('CloudTrail use: the hint is kept beside a use, also beside an answer that broke off', async () => {
    history([{ Events: [event('GetPublicKey', HOUR), event('Sign', 2 * HOUR)] }])
    expect((await look()).answer).toMatchObject({ publicKeyReadAt: NOW - HOUR, sighting: { kind: 'used' } })
    history([{ Events: [event('GetPublicKey', HOUR)], NextToken: 'a' }, awsError('InvalidNextTokenException')])
    expect((await look()).answer).toMatchObject({ publicKeyReadAt: NOW - HOUR, sighting: { kind: 'partial' } })
  })
})
