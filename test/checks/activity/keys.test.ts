import { expect, test } from 'vitest'
import { HIDES_KMS } from '../../../src/model/assessments/activity-changes.ts'
import type { ActivityEvent } from '../../../src/model/assessments/activity-event.ts'
import { anEvent, aRole, aService, KEY } from '../../assessments/activity/an-event.ts'
import { aWindow, anActivity, judged, textsOf } from './judged.ts'

const ID = KEY.split('/')[1]

test('activity-unusable-key: a call that failed because the key is disabled fails, with the caller', async () => {
  const events = [anEvent({ error: 'DisabledException', unusable: 'disabled' })]
  const findings = await judged('activity-unusable-key', anActivity(events))
  expect(textsOf(findings)).toEqual([
    'fail: 1 call failed because the key is disabled, made by role app; the last at 2026-11-20T14:29:00Z.',
  ])
  expect(findings[0]).toMatchObject({
    key_id: ID,
    severity: 'high',
    remedy: expect.stringMatching(/^aws cloudtrail lookup-events /) as string,
  })
})

test('activity-unusable-key: for a key that is pending deletion the remedy cancels the deletion', async () => {
  const events = [anEvent({ error: 'KMSInvalidStateException', unusable: 'pending_deletion' })]
  const [finding] = await judged('activity-unusable-key', anActivity(events))
  expect(finding?.detail).toContain('because the key is pending deletion')
  expect(finding?.remedy).toBe(`aws kms cancel-key-deletion --key-id ${ID} --region us-east-1`)
})

test.each<[string, Partial<ActivityEvent>]>([
  ['a successful call', {}],
  ['a call that failed for another state of the key', { error: 'KMSInvalidStateException', unusable: null }],
  ['a denied call', { error: 'AccessDenied' }],
])('activity-unusable-key: %s passes', async (_, rest) => {
  expect(textsOf(await judged('activity-unusable-key', anActivity([anEvent(rest)])))).toEqual(['pass'])
})

const change = (operation: string, rest: Partial<ActivityEvent> = {}): ActivityEvent =>
  anEvent({ operation, takesContext: false, caller: aRole('deployment', 'bob'), ...rest })

test('activity-key-change: changes of a key are one result for each operation and principal, with who made them', async () => {
  const events = [
    change('CreateGrant', { id: '1', detail: 'to arn:aws:iam::111122223333:role/reports' }),
    change('CreateGrant', { id: '2' }),
    change('PutKeyPolicy', { id: '3' }),
    change('DisableKey', { id: '4', caller: aRole('admin', 'alice') }),
  ]
  const findings = await judged('activity-key-change', anActivity(events))
  expect(findings.map(({ severity, detail }) => `${severity}: ${detail}`)).toEqual([
    'high: DisableKey: called by role admin (session alice) from 192.0.2.10 at 2026-11-20T14:29:00Z.',
    'medium: PutKeyPolicy: called by role deployment (session bob) from 192.0.2.10 at 2026-11-20T14:29:00Z.',
    'low: CreateGrant (to arn:aws:iam::111122223333:role/reports): called by role deployment (session bob) from 192.0.2.10 2 times, the last at 2026-11-20T14:29:00Z.',
  ])
})

test.each(['StopLogging', 'DeleteTrail', 'UpdateTrail', 'PutEventSelectors'])(
  'activity-key-change: %s of a trail is a finding about the trail',
  async operation => {
    const event = change(operation, { target: 'cloudtrail', keys: [], trail: 'main' })
    const [finding] = await judged('activity-key-change', anActivity([event]))
    expect(finding).toMatchObject({
      status: 'fail',
      key_id: null,
      resource: { type: 'AWS::CloudTrail::Trail', id: 'main', arn: null },
    })
  },
)

test.each<[string, ActivityEvent]>([
  ['a change that was denied', change('PutKeyPolicy', { error: 'AccessDenied' })],
  ['another change', change('TagResource')],
  ['a use by a service', anEvent({ caller: aService('s3.amazonaws.com') })],
  ['a call of KMS with the name of a change of trails', change('StopLogging')],
])('activity-key-change: %s passes', async (_, event) => {
  expect(textsOf(await judged('activity-key-change', anActivity([event])))).toEqual(['pass'])
})

test('activity-key-change: changes whose events were not all read are unknown', async () => {
  const windows = [aWindow({ unread_changes: ['StopLogging'] })]
  expect(textsOf(await judged('activity-key-change', anActivity([], { windows })))).toEqual([
    'unknown: The events of StopLogging were not read, or not all of them.',
  ])
})

test('activity-key-change: changes are known although not all calls of the time were read', async () => {
  const windows = [aWindow({ is_complete: false, why: 'stopped after 10 pages' })]
  expect(textsOf(await judged('activity-key-change', anActivity([], { windows })))).toEqual(['pass'])
})

test('activity-key-change: event selectors that leave out KMS are high', async () => {
  const event = change('PutEventSelectors', { target: 'cloudtrail', keys: [], trail: 'main', detail: HIDES_KMS })
  const [finding] = await judged('activity-key-change', anActivity([event]))
  expect(finding).toMatchObject({ severity: 'high' })
  expect(finding?.detail).toContain('PutEventSelectors (leaves out the events of KMS): called by role deployment')
})

test('activity-key-change: a later change of the same kind is another finding, so that a baseline does not accept it', async () => {
  const rule = async (name: string) =>
    (await judged('activity-key-change', anActivity([change('PutKeyPolicy', { id: name })])))[0]?.rule
  expect(await rule('1')).not.toBe(await rule('2'))
})
