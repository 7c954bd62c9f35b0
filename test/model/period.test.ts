import { expect, test } from 'vitest'
import { parsePeriod, timeBefore } from '../../src/model/period.ts'
import { isoTime } from '../../src/model/time.ts'

test.each<[period: string, at: string, before: string]>([
  ['3mo', '2026-11-29T06:00:00Z', '2026-08-29T06:00:00Z'],
  ['1mo', '2026-03-31T06:00:00Z', '2026-02-28T06:00:00Z'],
  ['1y', '2024-02-29T00:00:00Z', '2023-02-28T00:00:00Z'],
  ['14mo', '2026-01-15T00:00:00Z', '2024-11-15T00:00:00Z'],
  ['30d', '2026-03-01T06:00:00Z', '2026-01-30T06:00:00Z'],
  ['2W', '2026-11-29T06:00:00Z', '2026-11-15T06:00:00Z'],
  ['36h', '2026-11-29T06:00:00Z', '2026-11-27T18:00:00Z'],
])('period: %s before %s is %s', (text, at, before) => {
  const period = parsePeriod(text)
  expect(period === null ? null : isoTime(timeBefore(Date.parse(at), period))).toBe(before)
})

test.each(['', '3', 'mo', '0d', '3m', '1mo2d', '-3d', '3 months'])('period: %s is none', text => {
  expect(parsePeriod(text)).toBeNull()
})
