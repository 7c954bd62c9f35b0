import { describe, expect, test } from 'vitest'
import { DAY, MINUTE } from '../../../../src/model/time.ts'
import { WatchTrailReader } from '../../../../src/sources/cloudtrail/watch/read-watch-trail.ts'
import { aPlace, arn, finished, NOW } from '../../../aws/a-place.ts'
import { event, history, inputs, mockCloudTrail, noise, type Page } from '../lookups.ts'

mockCloudTrail()

const SINCE = NOW - 40 * DAY
const REFUSED = { errorCode: 'DisabledException' }

const read = (maxPages = 2) =>
  finished(new WatchTrailReader(aPlace().client).read({ arn: arn(1), since: SINCE, maxPages }))

test('watch trail: every page is read, from the given day until a quarter of an hour ago', async () => {
  history([noise(1), noise(2), noise(3), { Events: [event('DisableKey', 39 * DAY)] }])
  expect(await read()).toMatchObject({
    since: SINCE,
    until: NOW - 15 * MINUTE,
    why: null,
    events: [{ kind: 'disabled', at: NOW - 39 * DAY }],
  })
  expect(inputs().map(({ NextToken }) => NextToken)).toEqual([undefined, 'token 1', 'token 2', 'token 3'])
  expect(inputs()[0]).toMatchObject({ StartTime: new Date(SINCE), MaxResults: 50 })
})

test('watch trail: not more than 90 days are asked for', async () => {
  history([{ Events: [event('DescribeKey', DAY)] }])
  const seen = await finished(
    new WatchTrailReader(aPlace().client).read({ arn: arn(1), since: NOW - 200 * DAY, maxPages: 2 }),
  )
  expect(seen.since).toBeGreaterThan(NOW - 90 * DAY)
})

test('watch trail: after a refused call the number of pages is limited', async () => {
  const busy = (page: number): Page => ({ Events: [event('Decrypt', page * DAY, REFUSED)], NextToken: `token ${page}` })
  history([busy(1), busy(2), busy(3)])
  const seen = await read()
  expect(seen.why).toBe('the newest 2 pages show refused calls, and older pages were not read')
  expect(seen.events).toHaveLength(2)
})

describe('watch trail: silence that proves nothing', () => {
  test('watch trail: a page that failed says why, and what was read before it counts', async () => {
    history([
      { Events: [event('Decrypt', DAY, REFUSED)], NextToken: 'more' },
      Object.assign(new Error('User is not authorized'), { name: 'AccessDeniedException' }),
    ])
    const seen = await read()
    expect(seen.why).toContain('User is not authorized')
    expect(seen.events).toHaveLength(1)
  })

  test('watch trail: nothing was seen where the first page failed', async () => {
    history([Object.assign(new Error('User is not authorized'), { name: 'AccessDeniedException' })])
    expect(await read()).toMatchObject({ since: null, until: null, events: [] })
  })

  test('watch trail: an event that cannot be read may be a refused call', async () => {
    history([{ Events: [event('Decrypt', DAY, 'not JSON')] }])
    expect((await read()).why).toBe('1 event could not be read')
  })

  test('watch trail: without any event, lookups by key must find an event of another key', async () => {
    const other = event('Decrypt', DAY, {}, 2)
    history([], { byName: { Events: [other] }, byArn: { Events: [other] } })
    expect((await read()).why).toBeNull()
    history([], { byName: { Events: [other] }, byArn: { Events: [] } })
    expect((await read()).why).toContain('missed an event')
    history([])
    expect((await read()).why).toContain('could not be verified')
  })
})
