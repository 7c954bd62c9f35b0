import { expect, test } from 'vitest'
import type { ActivityEvent } from '../../../src/model/assessments/activity-event.ts'
import type { Activity } from '../../../src/model/assessments/activity.ts'
import { ACCOUNT, anEvent, aRole, aService, NOW } from '../../assessments/activity/an-event.ts'
import { aWindow, anActivity, judged, textsOf } from './judged.ts'

const HOUR = 3_600_000

/** So many events, spread evenly over the hours before the end. */
const spread = (count: number, hours: number, rest: Partial<ActivityEvent> = {}): ActivityEvent[] =>
  Array.from({ length: count }, (_, index) =>
    anEvent({ at: NOW - 1 - Math.floor((index / count) * hours * HOUR), ...rest }),
  )

test('activity-decrypt-volume: more Decrypt calls in 24 hours than the limit fail, with the numbers', async () => {
  const findings = await judged('activity-decrypt-volume', anActivity(spread(1001, 24)))
  expect(textsOf(findings)).toEqual([
    'fail: Role app decrypted 1,001 times in the 24 hours up to 2026-11-20T14:30:00Z; the limit is 1,000.',
  ])
  expect(findings[0]).toMatchObject({
    account_id: ACCOUNT,
    region: null,
    resource: { type: 'AWS::IAM::Role', arn: `arn:aws:iam::${ACCOUNT}:role/app`, name: 'app' },
  })
})

test.each([
  ['as many as the limit', spread(1000, 24)],
  ['more than the limit, but on two days', spread(1900, 48)],
  ['more than the limit, some of which failed', [...spread(900, 24), ...spread(900, 24, { error: 'AccessDenied' })]],
  ['more than the limit, by two roles', [...spread(900, 24), ...spread(900, 24, { caller: aRole('other') })]],
  ['more than the limit, by a service for itself', spread(5000, 24, { caller: aService('s3.amazonaws.com') })],
  ['more than the limit, of another operation', spread(5000, 24, { operation: 'Encrypt' })],
])('activity-decrypt-volume: %s pass', async (_, events) => {
  expect(textsOf(await judged('activity-decrypt-volume', anActivity(events)))).toEqual(['pass'])
})

test('activity-decrypt-volume: the limit is an option', async () => {
  const thresholds = { decrypts_per_day: 4, failures_per_hour: 100, denied: 0 }
  expect(textsOf(await judged('activity-decrypt-volume', anActivity(spread(5, 24), { thresholds })))[0]).toContain(
    'decrypted 5 times',
  )
})

test('activity-decrypt-volume: why calls of several Regions are unknown is one sentence', async () => {
  const regions = ['eu-west-1', 'us-east-1', 'us-east-2', 'us-west-1', 'us-west-2']
  const places = regions.map(region => ({ ...anActivity([]).scope.places[0], region })) as Activity['scope']['places']
  const doubts = [{ since: '2026-11-20T01:00:00Z', until: '2026-11-20T04:00:00Z', why: 'a file is missing' }]
  const windows = regions.map(region => aWindow({ region, source: 'archive', is_complete: false, doubts }))
  const scope = { places, checks: [], check_details: {} }
  const missing = 'calls may be missing from the archive in 3 hours of the time'
  expect(textsOf(await judged('activity-decrypt-volume', anActivity([], { windows, scope })))).toEqual([
    `unknown: eu-west-1: ${missing}; us-east-1: ${missing}; us-east-2: ${missing}; and 2 more Regions.`,
  ])
})

test('activity-decrypt-volume: too few calls of a part of the time are unknown, not passed', async () => {
  const windows = [aWindow({ is_complete: false, since: '2026-11-20T13:00:00Z', why: 'access denied' })]
  expect(textsOf(await judged('activity-decrypt-volume', anActivity(spread(9, 1), { windows })))).toEqual([
    'unknown: us-east-1: events before 2026-11-20T13:00:00Z were not read: access denied.',
  ])
})

test('activity-decrypt-volume: too many calls of a part of the time fail as a lower bound, and the rest is unknown', async () => {
  const windows = [aWindow({ is_complete: false, why: 'access denied' })]
  expect(textsOf(await judged('activity-decrypt-volume', anActivity(spread(1001, 1), { windows })))[0]).toContain(
    'at least 1,001 times',
  )
})

test('activity-decrypt-volume: events that are not understood make too few calls unknown', async () => {
  const windows = [aWindow({ not_understood: 3 })]
  expect(textsOf(await judged('activity-decrypt-volume', anActivity(spread(9, 1), { windows })))).toEqual([
    'unknown: us-east-1: 3 events are not understood.',
  ])
})

const failed = { error: 'ThrottlingException' }

test('activity-failure-burst: more failures in an hour than the limit fail, also across a full hour', async () => {
  const events = spread(101, 0.8, failed).map(event => ({ ...event, at: event.at - 20 * 60_000 }))
  expect(textsOf(await judged('activity-failure-burst', anActivity(events)))).toEqual([
    'fail: 101 calls of role app failed in the hour up to 2026-11-20T14:10:00Z; the limit is 100.',
  ])
})

test.each([
  ['as many as the limit', spread(100, 0.8, failed)],
  ['more than the limit, over a day', spread(800, 24, failed)],
  ['more than the limit, which did not fail', spread(800, 0.8)],
  [
    'more than the limit, by two roles',
    [...spread(90, 0.8, failed), ...spread(90, 0.8, { ...failed, caller: aRole('b') })],
  ],
])('activity-failure-burst: %s pass', async (_, events) => {
  expect(textsOf(await judged('activity-failure-burst', anActivity(events)))).toEqual(['pass'])
})

test('activity-decrypt-volume: too many calls on both sides of midnight fail', async () => {
  const events = [...spread(600, 1), ...spread(600, 1)].map((event, index) => ({
    ...event,
    at: event.at - (index % 2) * 23 * HOUR,
  }))
  expect(textsOf(await judged('activity-decrypt-volume', anActivity(events)))[0]).toContain('decrypted 1,200 times')
})
