import { expect, test } from 'vitest'
import { gapLine } from '../../src/report/gap-line.ts'
import type { GapReason } from '../../src/model/gap.ts'
import { GAP_REASONS } from '../../src/model/gap.ts'

const gap = (operation: string, reason: GapReason, key_id: string | null = null) => ({
  account_id: '111122223333',
  region: 'eu-west-1',
  key_id,
  operation,
  reason,
  message: 'Never mind',
})

test('gap line: without gaps it is empty', () => {
  expect(gapLine([])).toBeNull()
})

test('gap line: one gap is shown whole', () => {
  expect(gapLine([gap('kms:DescribeKey', 'denied')])).toBe('1 gap: kms:DescribeKey denied. Use -o json for details.')
})

test('gap line: many gaps are counted by operation and reason, in the order in which they come', () => {
  const gaps = [
    gap('kms:DescribeKey', 'denied', 'a'),
    gap('cloudtrail:LookupEvents', 'throttled'),
    gap('kms:DescribeKey', 'denied', 'b'),
    gap('kms:DescribeKey', 'vanished', 'c'),
  ]
  expect(gapLine(gaps)).toBe(
    '4 gaps: kms:DescribeKey denied (2), cloudtrail:LookupEvents throttled, ' +
      'kms:DescribeKey vanished. Use -o json for details.',
  )
})

test('gap line: ten thousand gaps are one line, without the word that scripts count', () => {
  const gaps = GAP_REASONS.flatMap(reason => Array.from({ length: 1000 }, (_, n) => gap('kms:A', reason, `${n}`)))
  const line = gapLine(gaps) ?? ''
  expect(line.length).toBeLessThan(300)
  expect(line).not.toMatch(/\n|Never|_/)
})
