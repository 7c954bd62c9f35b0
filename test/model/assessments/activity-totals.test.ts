import { expect, test } from 'vitest'
import { type ActivityDimension, activityTotals } from '../../../src/model/assessments/activity-totals.ts'
import type { ActivityWindow } from '../../../src/model/assessments/activity-window.ts'
import type { ActivityCalls } from '../../../src/model/assessments/activity.ts'

const [READ, PARTLY] = ['111122223333', '444455556666']

const row = (account_id: string, calls: number) =>
  ({
    account_id,
    key_arn: `key of ${account_id}`,
    service: null,
    operation: 'Decrypt',
    calls,
    failures: {},
    first_at: '2026-01-01T00:00:00Z',
    last_at: '2026-01-02T00:00:00Z',
    sources: [{ address: '192.0.2.1', calls }],
    other_source_calls: 0,
    is_lower_bound: false,
  }) as unknown as ActivityCalls

/** The second account was read in part, and no call was found in it. */
const windows = [READ, PARTLY].map(
  account_id => ({ account_id, is_complete: account_id === READ, not_understood: 0 }) as ActivityWindow,
)

test.each<[ActivityDimension, boolean]>([
  ['operation', true],
  ['service', true],
  ['source', true],
  ['account', false],
  ['key', false],
])('totals of activity: those by %s are lower bounds (%s) if another account was read in part', (by, expected) => {
  const totals = activityTotals({ calls: [row(READ, 3)], windows, unlisted_calls: 0 }, by)
  expect(totals).toMatchObject([{ calls: 3, is_lower_bound: expected }])
})

test('totals of activity: those of an account that was read in part are lower bounds', () => {
  const totals = activityTotals({ calls: [row(READ, 3), row(PARTLY, 2)], windows, unlisted_calls: 0 }, 'account')
  expect(totals.map(({ name, is_lower_bound }) => [name, is_lower_bound])).toEqual([
    [READ, false],
    [PARTLY, true],
  ])
})

test('totals of activity: calls in rows that are not kept make each a lower bound', () => {
  const whole = { calls: [row(READ, 3)], windows: windows.slice(0, 1) }
  expect(activityTotals({ ...whole, unlisted_calls: 0 }, 'key')).toMatchObject([{ is_lower_bound: false }])
  expect(activityTotals({ ...whole, unlisted_calls: 9 }, 'key')).toMatchObject([{ is_lower_bound: true }])
})
