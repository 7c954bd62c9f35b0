import { expect, test } from 'vitest'
import rotationOverdue from '../../../src/checks/rotation/rotation-overdue.ts'
import type { KeyRecord } from '../../../src/model/report/report.ts'
import { judgeKey, outcome } from '../judge-check.ts'

const due = (next_rotation_date: string | null): Partial<KeyRecord> => ({
  key_rotation_enabled: true,
  rotation: { period_in_days: 365, next_rotation_date, rotations: [] },
})

const now = { generated_at: '2026-11-22T12:00:00Z' }
const judged = (key: Partial<KeyRecord>) => judgeKey(rotationOverdue, key, now)

test.each<[what: string, key: Partial<KeyRecord>, expected: string]>([
  ['a date in the past fails', due('2026-11-21T23:59:59Z'), 'fail medium'],
  ['a date earlier on the same day passes, because the rotation can still happen', due('2026-11-22T06:00:00Z'), 'pass'],
  ['a date in the future passes', due('2026-12-30T00:00:00Z'), 'pass'],
  ['a key without automatic rotation is not applicable', { key_rotation_enabled: false }, 'not_applicable'],
  ['a rotating key without a next date is unknown', due(null), 'unknown'],
  ['a denied rotation status is unknown', { key_rotation_enabled: null, rotation: null }, 'unknown'],
  ['a disabled key is not applicable', { ...due('2026-01-05T00:00:00Z'), key_state: 'Disabled' }, 'not_applicable'],
  ['AWS managed keys are not applicable', { ...due('2026-01-05T00:00:00Z'), key_manager: 'AWS' }, 'not_applicable'],
])('rotation-overdue: %s', (_, key, expected) => expect(outcome(judged(key))).toBe(expected))

test('rotation-overdue: the finding names the day and how to rotate the key', () => {
  const { detail, remedy } = judged(due('2026-11-12T08:00:00Z'))
  expect(detail).toBe('The key was due to rotate on 2026-11-12, 10 days ago, and has not rotated.')
  expect(remedy).toMatch(/^aws kms rotate-key-on-demand --key-id \S+ --region \S+$/)
})
