import { expect, test } from 'vitest'
import { comparedWith } from '../../../src/assessments/activity/compare-callers.ts'
import { networkOf } from '../../../src/assessments/activity/source-network.ts'
import type { ActivityEvent } from '../../../src/model/assessments/activity-event.ts'
import type { Activity } from '../../../src/model/assessments/activity.ts'
import { anEvent, aRole, aService, KEY } from '../../assessments/activity/an-event.ts'
import { aWindow, anActivity, judged, textsOf } from './judged.ts'

const before = anActivity([anEvent(), anEvent({ caller: aService('s3.amazonaws.com') })])

const results = async (events: readonly ActivityEvent[], earlier: Activity = before): Promise<string[]> =>
  textsOf(await judged('activity-new-caller', comparedWith(anActivity(events), earlier)))

test.each<[string, Partial<ActivityEvent>, string]>([
  ['a principal', { caller: aRole('mallory') }, 'Role mallory'],
  ['a service', { caller: aService('rds.amazonaws.com') }, 'Service rds.amazonaws.com'],
  ['a source network', { caller: { ...aRole('app'), source_address: '203.0.113.9' } }, 'Network 203.0.113.0/24'],
])(
  'activity-new-caller: %s that the earlier result does not have for the key fails, with its numbers',
  async (_, rest, who) => {
    expect(await results([anEvent(rest), anEvent(rest), anEvent()])).toEqual([
      `fail: ${who} is new for this key: 2 calls since 2026-11-20T14:29:00Z, and none in the earlier result from 2026-11-19T14:30:00Z to 2026-11-20T14:30:00Z.`,
    ])
  },
)

test('activity-new-caller: a caller of another key is new for this one', async () => {
  const other = `${KEY.slice(0, -1)}c`
  expect(await results([anEvent({ keys: [other] })])).toHaveLength(2)
})

test.each<[string, Partial<ActivityEvent>]>([
  ['another session of the same role', { caller: aRole('app', 'another-session') }],
  ['another address of the same network', { caller: { ...aRole('app'), source_address: '192.0.2.77' } }],
  ['another operation', { operation: 'Encrypt' }],
  ['a service that called before', { caller: aService('s3.amazonaws.com') }],
])('activity-new-caller: %s passes', async (_, rest) => {
  expect(await results([anEvent(rest)])).toEqual(['pass'])
})

test('activity-new-caller: without an earlier result it is not applicable', async () => {
  expect(textsOf(await judged('activity-new-caller', anActivity([anEvent()])))).toEqual([
    'not_applicable: No earlier result was named with --compare-with.',
  ])
})

test('activity-new-caller: a Region that the earlier result does not have is unknown', async () => {
  const earlier = { ...before, windows: [aWindow({ region: 'eu-west-1' })] }
  expect(await results([anEvent({ caller: aRole('mallory') })], earlier)).toEqual([
    'unknown: The earlier result has no events of this account and Region.',
  ])
})

test('activity-new-caller: an earlier result that has a part of the events says so', async () => {
  const earlier = { ...before, windows: [aWindow({ is_complete: false, since: '2026-11-20T10:00:00Z' })] }
  expect(await results([anEvent({ caller: aRole('mallory') })], earlier)).toEqual([
    expect.stringContaining('from 2026-11-20T10:00:00Z to 2026-11-20T14:30:00Z, which has a part of the events.'),
  ])
})

test('activity-new-caller: no new caller in a part of the time is unknown', async () => {
  const whole = anActivity([anEvent()], { windows: [aWindow({ is_complete: false, why: 'denied' })] })
  expect(textsOf(await judged('activity-new-caller', comparedWith(whole, before)))[0]).toMatch(/^unknown: /)
})

test.each([
  ['192.0.2.10', '192.0.2.0/24'],
  ['2001:db8:1:2::5', '2001:db8:1::/48'],
  ['2001:0DB8::5', '2001:db8:0::/48'],
  ['::1', '0:0:0::/48'],
  ['2001:db8:1:2:3:4:5:6', '2001:db8:1::/48'],
  ['s3.amazonaws.com', null],
  ['AWS Internal', null],
])('source network: that of %s is %s', (address, network) => {
  expect(networkOf(address)).toBe(network)
})
