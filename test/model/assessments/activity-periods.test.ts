import { expect, test } from 'vitest'
import { activityPeriods } from '../../../src/model/assessments/activity-periods.ts'
import type { ActivityWindow } from '../../../src/model/assessments/activity-window.ts'
import type { ActivityDay } from '../../../src/model/assessments/archived-activity.ts'
import { DAY, dayText } from '../../../src/model/time.ts'

const START = Date.UTC(2022, 0, 1)

/** So many days with one use of one key and one failed call of another. */
const daysOf = (count: number): ActivityDay[] =>
  Array.from({ length: count }, (_, index) => dayText(START + index * DAY)).flatMap(day =>
    [null, 'DisabledException'].map(error => ({
      account_id: '111122223333',
      region: 'us-east-1',
      key_arn: error ?? 'a use',
      day,
      principal: null,
      service: null,
      operation: 'Decrypt',
      error,
      calls: 1,
    })),
  )

/** After all of these days. */
const END = '2026-01-01T00:00:00Z'
const windows = (is_complete: boolean) => [{ is_complete, until: END } as ActivityWindow]

test.each<[days: number, length: number, newest: string]>([
  [31, 31, '2022-01-31'],
  [32, 2, '2022-02'],
  [900, 30, '2024-06'],
  [1461, 4, '2025'],
])('periods of activity: %i days are shown in %i rows, the newest first', (count, length, newest) => {
  const periods = activityPeriods({ days: daysOf(count), windows: windows(true), until: END })
  expect([periods.length, periods[0]?.period]).toEqual([length, newest])
  expect(periods.reduce((sum, { uses }) => sum + uses, 0)).toBe(count)
  expect(periods.every(({ keys, is_lower_bound }) => keys === 2 && !is_lower_bound)).toBe(true)
})

test('periods of activity: what is not covered makes them lower bounds, and event history has none', () => {
  expect(activityPeriods({ days: daysOf(1), windows: windows(false), until: END })).toMatchObject([
    { uses: 1, failures: 1, is_lower_bound: true },
  ])
  expect(activityPeriods({ windows: windows(true), until: END })).toEqual([])
})

/** A window with these two hours in doubt. */
const doubtful = (since: string, until: string): ActivityWindow[] => [
  {
    is_complete: false,
    since: '2022-01-01T00:00:00Z',
    until: END,
    doubts: [{ since, until, why: 'a file is missing' }],
  } as ActivityWindow,
]

test.each<[title: string, count: number, lowerBounds: string[]]>([
  ['day', 31, ['2022-01-11', '2022-01-10']],
  ['month', 60, ['2022-01']],
  ['year', 1461, ['2022']],
])('periods of activity: only the counts of a %s with doubtful time are lower bounds', (_, count, expected) => {
  const periods = activityPeriods({
    days: daysOf(count),
    windows: doubtful('2022-01-10T23:00:00Z', '2022-01-11T01:00:00Z'),
    until: END,
  })
  expect(periods.length).toBeGreaterThan(expected.length)
  expect(periods.filter(({ is_lower_bound }) => is_lower_bound).map(({ period }) => period)).toEqual(expected)
})

test('periods of activity: doubtful time that ends at midnight leaves the next day exact', () => {
  const periods = activityPeriods({
    days: daysOf(3),
    windows: doubtful('2022-01-01T22:00:00Z', '2022-01-02T00:00:00Z'),
    until: END,
  })
  expect(periods.map(({ is_lower_bound }) => is_lower_bound)).toEqual([false, false, true])
})

test('periods of activity: an account and Region that was not read makes all of them lower bounds', () => {
  const unread = {
    is_complete: false,
    since: null,
    until: null,
    doubts: [] as ActivityWindow['doubts'],
  } as ActivityWindow
  const periods = activityPeriods({ days: daysOf(3), windows: [...windows(true), unread], until: END })
  expect(periods.every(({ is_lower_bound }) => is_lower_bound)).toBe(true)
})

test('periods of activity: where rows of older days are not kept, the oldest period is a lower bound', () => {
  const periods = activityPeriods({ days: daysOf(3), windows: windows(true), until: END, unlisted_day_calls: 7 })
  expect(periods.map(({ is_lower_bound }) => is_lower_bound)).toEqual([false, false, true])
})

test('periods of activity: a dry run is neither a use nor a failed call', () => {
  const [day] = daysOf(1)
  const days = day === undefined ? [] : [{ ...day, error: 'DryRunOperationException', calls: 5 }]
  expect(activityPeriods({ days, windows: windows(true), until: END })).toMatchObject([
    { uses: 0, failures: 0, dry_runs: 5 },
  ])
})

test.each<[end: string, lowerBounds: string[]]>([
  ['2022-01-03T09:00:00Z', ['2022-01-03']],
  ['2022-01-04T01:00:00Z', ['2022-01-03']],
  ['2022-01-03T06:00:00Z', []],
])(
  'periods of activity: if %s was asked for, what is not delivered yet makes the newest a lower bound',
  (end, expected) => {
    const delivered = [{ is_complete: true, until: '2022-01-03T06:00:00Z' } as ActivityWindow]
    const periods = activityPeriods({ days: daysOf(3), windows: delivered, until: end })
    expect(periods.filter(({ is_lower_bound }) => is_lower_bound).map(({ period }) => period)).toEqual(expected)
  },
)
