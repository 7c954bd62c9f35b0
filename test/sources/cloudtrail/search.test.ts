import { describe, expect, test } from 'vitest'
import { DAY, HOUR } from '../../../src/model/time.ts'
import { arn, awsError, denied, html, id, NOW } from '../../aws/a-place.ts'
import { HORIZON, UNTIL, silence, event, byArn, history, inputs, look, noise, mockCloudTrail } from './lookups.ts'

mockCloudTrail()

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
