import { describe, expect, test } from 'vitest'
import { DAY, HOUR } from '../../../src/model/time.ts'
import { arn, awsError, denied, html, id, NOW } from '../../aws/a-place.ts'
import { HORIZON, UNTIL, silence, event, byArn, history, inputs, look, noise, mockCloudTrail } from './lookups.ts'

mockCloudTrail()

const endless = Array.from({ length: 100 }, (_, page) => noise(page + 1))

describe('the search', () => {
  test('CloudTrail search: the ARN is looked up, fifty events at a time, from just inside the ninety days', async () => {
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
  ])('CloudTrail search: it has reached its horizon when a page has %s', async (_, last) => {
    history([
      { Events: [event('DescribeKey', HOUR)], NextToken: 'a' },
      { Events: [], ...last },
    ])
    expect((await look()).sighting).toEqual(silence)
    expect(inputs().filter(input => byArn(input) !== undefined)).toHaveLength(2)
  })

  test('CloudTrail search: a full one ends at --max-pages, as partial, with a gap that says how to go on', async () => {
    history(endless)
    const { sighting, gaps } = await look('full', 7)
    expect(inputs()).toHaveLength(7)
    expect(sighting).toEqual({ kind: 'partial', since: NOW - 7 * DAY, until: UNTIL })
    expect(gaps).toMatchObject([{ reason: 'partial', keyId: id(1), message: expect.stringMatching(/--max-pages/) }])
  })

  test('CloudTrail search: a second opinion ends after three pages, as partial, and without a gap', async () => {
    history(endless)
    const { sighting, said } = await look('short', 40)
    expect(inputs()).toHaveLength(3)
    expect(sighting).toMatchObject({ kind: 'partial', since: NOW - 3 * DAY })
    expect(said).toEqual([])
  })

  test('CloudTrail search: a partial one needs no control', async () => {
    history(endless)
    await look('full', 2)
    expect(inputs().every(input => byArn(input) !== undefined)).toBe(true)
  })

  test('CloudTrail search: a page that comes again ends it', async () => {
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
  ])('CloudTrail search: one that meets %s at once is unknown, with one gap', async (_, error, reason, gap) => {
    history(Array.from({ length: 9 }, () => error))
    const { sighting, said } = await look()
    expect(sighting).toMatchObject({ kind: 'unknown', reason })
    expect(said).toEqual([gap])
  })

  test('CloudTrail search: one that breaks off in the middle is partial, with a gap', async () => {
    history([noise(1), noise(2), awsError('InvalidNextTokenException')])
    const { sighting, said } = await look()
    expect(sighting).toEqual({ kind: 'partial', since: NOW - 2 * DAY, until: UNTIL })
    expect(said).toEqual([`cloudtrail:LookupEvents unsupported ${id(1)}`])
  })
})
