import { expect, test } from 'vitest'
import { TRAIL_CHANGES } from '../../../src/model/assessments/activity-changes.ts'
import { HOUR } from '../../../src/model/time.ts'
import { deniedByIdentityPolicy } from '../../../src/simulation/faults/aws-errors.ts'
import type { Fault } from '../../../src/simulation/faults/faults.ts'
import { WireError, type SimulatedCall } from '../../../src/simulation/wire/call.ts'
import { NOW } from '../../simulation/services/clients.ts'
import { activity, twoRegions, uses, worldOf } from './event-history.ts'

const throttling = () => new WireError('ThrottlingException', 'Rate exceeded')

const isLaterPage = (call: SimulatedCall): boolean => call.input['NextToken'] !== undefined

const damage = (body: string): string => body.replace('"CloudTrailEvent":"{', '"CloudTrailEvent":"not JSON{')

test('activity: a Region that refuses LookupEvents is a gap, and its checks are unknown', async () => {
  const faults = [deniedByIdentityPolicy({ operation: 'LookupEvents', region: 'eu-west-1' })]
  const { whole, exit } = await activity(twoRegions(uses('Decrypt', 3)), ['-r', 'us-east-1,eu-west-1'], { faults })
  const { scope, windows, gaps, findings } = whole()
  expect(exit).toBe(0)
  expect(scope.places.map(({ region, status }) => [region, status])).toEqual([
    ['eu-west-1', 'unreachable'],
    ['us-east-1', 'complete'],
  ])
  expect(windows.map(({ region, since, is_complete }) => [region, since, is_complete])).toEqual([
    ['eu-west-1', null, false],
    ['us-east-1', '2026-11-19T14:30:00Z', true],
  ])
  expect(gaps).toMatchObject([{ region: 'eu-west-1', operation: 'cloudtrail:LookupEvents', reason: 'denied' }])
  const results = findings.filter(({ check }) => check === 'activity-denied')
  expect(results.map(({ region, status }) => [region, status])).toEqual([
    ['eu-west-1', 'unknown'],
    ['us-east-1', 'pass'],
  ])
  expect(findings.find(({ check }) => check === 'activity-decrypt-volume')).toMatchObject({ status: 'unknown' })
})

test('activity: if every Region refuses LookupEvents, it ends with exit code 3 and the reason', async () => {
  const faults = [deniedByIdentityPolicy({ operation: 'LookupEvents' })]
  const { exit, err, out } = await activity(worldOf(uses('Decrypt', 3)), [], { faults })
  expect({ exit, out }).toEqual({ exit: 3, out: '' })
  expect(err).toContain('Could not read CloudTrail events in any Region or account')
  expect(err).toContain('not authorized to perform: cloudtrail:LookupEvents')
})

test('activity: a Region that does not answer is a gap, and the others are shown', async () => {
  const faults: Fault[] = [{ operation: 'LookupEvents', region: 'eu-west-1', effect: { kind: 'reset' } }]
  const { whole } = await activity(twoRegions(uses('Decrypt', 3)), ['-r', 'us-east-1,eu-west-1'], { faults })
  expect(whole().gaps).toMatchObject([{ region: 'eu-west-1', reason: 'network' }])
  expect(whole().calls).toMatchObject([{ region: 'us-east-1', calls: 3, is_lower_bound: false }])
  expect(whole().principals).toMatchObject([{ calls: 3, is_lower_bound: true }])
})

test('activity: throttled pages are read again, and no event is lost or counted twice', async () => {
  const faults: Fault[] = [{ operation: 'LookupEvents', times: 6, effect: { kind: 'error', error: throttling } }]
  const { whole, aws } = await activity(worldOf(uses('Decrypt', 120)), [], { faults })
  expect(whole().windows).toMatchObject([{ events: 120, is_complete: true }])
  expect(aws.calls['cloudtrail:LookupEvents']).toBe(6 + 3 + TRAIL_CHANGES.length)
})

test('activity: a page that fails in the middle makes the counts lower bounds, from the time that was reached', async () => {
  const faults: Fault[] = [{ ...deniedByIdentityPolicy({ operation: 'LookupEvents' }), when: isLaterPage }]
  const { whole } = await activity(worldOf(uses('Decrypt', 120, { at: NOW - HOUR, over: 12 * HOUR })), [], { faults })
  const { windows, calls } = whole()
  expect(windows).toMatchObject([{ since: '2026-11-20T08:36:00Z', is_complete: false, events: 50 }])
  expect(calls).toMatchObject([{ calls: 50, is_lower_bound: true }])
})

test('activity: events whose record is damaged are counted as not understood, and in no other count', async () => {
  const faults: Fault[] = [{ operation: 'LookupEvents', effect: { kind: 'change', change: damage } }]
  const { whole } = await activity(worldOf(uses('Decrypt', 5)), [], { faults })
  const { windows, calls, findings } = whole()
  expect(windows).toMatchObject([{ events: 4, not_understood: 1, is_complete: true }])
  expect(calls).toMatchObject([{ calls: 4, is_lower_bound: true }])
  expect(findings.find(({ check }) => check === 'activity-denied')).toMatchObject({
    status: 'unknown',
    detail: '1 event is not understood.',
  })
})
