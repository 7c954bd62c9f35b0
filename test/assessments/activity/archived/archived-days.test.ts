import { expect, test } from 'vitest'
import { archivedDays } from '../../../../src/assessments/activity/archived/archived-days.ts'
import type { KeyHistory } from '../../../../src/model/archive/archive-question.ts'
import type { ActivityWindow } from '../../../../src/model/assessments/activity-window.ts'

const window = { is_complete: true, since: '2024-03-01T00:00:00Z', until: '2024-03-02T06:00:00Z' } as ActivityWindow
const key = {
  key: 'arn:aws:kms:us-east-1:111122223333:key/1234abcd-12ab-34cd-56ef-1234567890ab',
  days: ['2024-03-01', '2024-03-02'].map(day => ({
    day,
    operation: 'Decrypt',
    principal: null,
    service: null,
    error: null,
    events: 1,
  })),
} as unknown as KeyHistory
const place = { account_id: '111122223333', region: 'us-east-1', keys: [key], window }

const marked = (until: string) =>
  archivedDays([place], Date.parse(until)).days.map(({ day, is_lower_bound: isLeast = false }) => [day, isLeast])

test('days of an archive: today is a lower bound, because its newest calls are not delivered yet', () => {
  expect(marked('2024-03-02T09:00:00Z')).toEqual([
    ['2024-03-02', true],
    ['2024-03-01', false],
  ])
})

test('days of an archive: if the time ends where the log files end, no day is a lower bound', () => {
  expect(marked('2024-03-02T06:00:00Z')).toEqual([
    ['2024-03-02', false],
    ['2024-03-01', false],
  ])
})
