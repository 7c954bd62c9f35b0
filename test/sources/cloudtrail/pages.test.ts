import { describe, expect, test } from 'vitest'
import { DAY, HOUR, MINUTE } from '../../../src/model/time.ts'
import { awsError, datedAt, NOW } from '../../aws/a-place.ts'
import { HORIZON, UNTIL, event, type Page, history, look, mockCloudTrail } from './lookups.ts'

mockCloudTrail()

describe('the whole page is read', () => {
  test('CloudTrail pages: the newest use of a page counts, whatever the order of the events', async () => {
    history([{ Events: [event('Encrypt', 30 * DAY), event('Decrypt', HOUR), event('Sign', 9 * DAY)] }])
    expect((await look()).sighting).toMatchObject({ kind: 'used', at: NOW - HOUR, operation: 'Decrypt', until: UNTIL })
  })

  test('CloudTrail pages: if events are out of order, pages may be too, and the search goes on to its end', async () => {
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
  ])('CloudTrail pages: a use counts although the next page %s; nothing after the use was seen', async (_, second) => {
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
  test('CloudTrail sight: event history moves on during a long run, so silence begins where the last page still reached', async () => {
    history(slow(2 * HOUR, 5 * HOUR))
    const { sighting, answered } = await look()
    const since = NOW + 5 * HOUR - 90 * DAY + 15 * MINUTE
    // A clock that stands still while AWS's goes on was suspended: what was seen ends by the earlier of the two.
    expect(sighting).toEqual({ kind: 'not-seen', since, until: UNTIL })
    expect(answered).toEqual({ first: NOW + 2 * HOUR, last: NOW + 5 * HOUR })
  })

  test('CloudTrail sight: within 45 minutes of the start nothing is lost', async () => {
    history(slow(44 * MINUTE))
    expect((await look()).sighting).toMatchObject({ kind: 'not-seen', since: HORIZON })
  })

  test('CloudTrail sight: an answer from before the run ends it at that time', async () => {
    history(slow(-3 * HOUR))
    expect((await look()).sighting).toMatchObject({ kind: 'not-seen', since: HORIZON, until: UNTIL - 3 * HOUR })
  })

  test('CloudTrail sight: an event dated in the future is no silence', async () => {
    history([{ Events: [event('DescribeKey', -10 * MINUTE)] }])
    const { sighting, gaps } = await look()
    expect(sighting).toMatchObject({ kind: 'partial' })
    expect(gaps).toMatchObject([{ reason: 'malformed', message: expect.stringMatching(/future/) }])
  })
})
