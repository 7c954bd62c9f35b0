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

const windows = (is_complete: boolean) => [{ is_complete } as ActivityWindow]

test.each<[days: number, length: number, newest: string]>([
  [31, 31, '2022-01-31'],
  [32, 2, '2022-02'],
  [900, 30, '2024-06'],
  [1461, 4, '2025'],
])('periods of activity: %i days are shown in %i rows, the newest first', (count, length, newest) => {
  const periods = activityPeriods({ days: daysOf(count), windows: windows(true) })
  expect([periods.length, periods[0]?.period]).toEqual([length, newest])
  expect(periods.reduce((sum, { uses }) => sum + uses, 0)).toBe(count)
  expect(periods.every(({ keys, is_lower_bound }) => keys === 2 && !is_lower_bound)).toBe(true)
})

test('periods of activity: what is not covered makes them lower bounds, and event history has none', () => {
  expect(activityPeriods({ days: daysOf(1), windows: windows(false) })).toMatchObject([
    { uses: 1, failures: 1, is_lower_bound: true },
  ])
  expect(activityPeriods({ windows: windows(true) })).toEqual([])
})
