import { expect, test } from 'vitest'
import { usageWindow } from '../../../src/collect/quotas/usage-window.ts'
import { DAY, HOUR, MINUTE } from '../../../src/model/time.ts'

const NOW = Date.UTC(2026, 10, 20, 14, 30, 17)

test.each([1, 7, 15, 16, 30, 63, 64, 90, 455])('usage window: %i days are covered by parts without holes', days => {
  const { since, until, parts } = usageWindow(NOW, days)
  const oldestFirst = parts.toReversed()
  expect(oldestFirst[0]?.start).toBe(since)
  expect(oldestFirst.at(-1)?.end).toBe(until)
  for (const [index, part] of oldestFirst.slice(1).entries()) expect(part.start).toBe(oldestFirst[index]?.end)
  expect(until - since).toBeLessThanOrEqual(days * DAY)
  expect(until - since).toBeGreaterThan(days * DAY - 2 * HOUR)
})

test.each([30, 90, 455])(
  'usage window: of %i days, no part is older than what CloudWatch keeps of its period',
  days => {
    const kept = new Map([
      [MINUTE, 15 * DAY],
      [5 * MINUTE, 63 * DAY],
      [HOUR, 455 * DAY],
    ])
    for (const { start, period } of usageWindow(NOW, days).parts) {
      expect(start).toBeGreaterThan(NOW - (kept.get(period) ?? 0))
      expect(start % HOUR).toBe(0)
    }
  },
)

test('usage window: the rates of days are averages over the longest period, and at least over five minutes', () => {
  expect([7, 30, 63, 64].map(days => usageWindow(NOW, days).dayPeriod / MINUTE)).toEqual([5, 5, 60, 60])
})
