import { expect, test } from 'vitest'
import { archivedUse } from '../../../../src/assessments/activity/archived/archived-use.ts'
import type { ArchivedDay } from '../../../../src/model/archive/archive-question.ts'
import { DRY_RUN_ERROR } from '../../../../src/model/operations/dry-run-error.ts'

const on = (day: string, error: string | null = null): ArchivedDay => ({
  day,
  operation: 'Decrypt',
  principal: 'arn:aws:iam::111122223333:role/orders',
  service: null,
  error,
  events: 5,
})
const since = '2024-01-01T00:00:00Z'
const until = '2024-03-31T06:00:00Z'
const end = Date.parse('2024-03-31T09:00:00Z')
const whole = { since, until, is_complete: true, doubts: [] }

test('archived use: only months with doubtful time, or with time that is not delivered yet, are marked, and all callers', () => {
  const doubts = [{ since: '2024-02-29T23:00:00Z', until: '2024-03-01T00:00:00Z', why: 'a digest file is missing' }]
  const days = [on('2024-01-31'), on('2024-02-01'), on('2024-03-01')]
  const { months, callers } = archivedUse(days, { ...whole, is_complete: false, doubts }, end)
  expect(months).toEqual([
    { month: '2024-03', uses: 5, failures: 0, is_lower_bound: true },
    { month: '2024-02', uses: 5, failures: 0, is_lower_bound: true },
    { month: '2024-01', uses: 5, failures: 0 },
  ])
  expect(callers).toMatchObject([{ operations: { Decrypt: 15 }, is_lower_bound: true }])
})

test('archived use: without a doubt no count is marked', () => {
  expect(JSON.stringify(archivedUse([on('2024-01-31')], whole, end))).not.toContain('is_lower_bound')
})

test('archived use: dry runs are neither uses nor failures of a month, and the caller has them by their error', () => {
  const { months, callers } = archivedUse([on('2024-01-31', DRY_RUN_ERROR)], whole, end)
  expect(months).toEqual([{ month: '2024-01', uses: 0, failures: 0 }])
  expect(callers).toMatchObject([{ operations: {}, errors: { [DRY_RUN_ERROR]: 5 } }])
})
