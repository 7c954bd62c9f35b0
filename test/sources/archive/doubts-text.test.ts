import { expect, test } from 'vitest'
import { HOUR } from '../../../src/model/time.ts'
import { doubtsText } from '../../../src/sources/archive/doubts-text.ts'

const START = Date.UTC(2024, 0, 1)

/** Doubts that begin at these hours and last so many hours. */
const doubts = (...hours: [number, number][]) =>
  hours.map(([from, length]) => ({
    since: START + from * HOUR,
    until: START + (from + length) * HOUR,
    why: `of ${length} h`,
  }))

test('archive: the longest times that are not covered are named, in their order, and the others are counted', () => {
  expect(doubtsText(doubts([0, 1], [10, 24], [40, 2], [50, 9], [60, 5]))).toBe(
    'a use may be missing from the archive: 2024-01-01 10:00 UTC to 2024-01-02 10:00 UTC: of 24 h; ' +
      '2024-01-03 02:00 UTC to 2024-01-03 11:00 UTC: of 9 h; 2024-01-03 12:00 UTC to 2024-01-03 17:00 UTC: of 5 h; ' +
      'and 2 shorter times',
  )
  expect(doubtsText(doubts([0, 1], [10, 2], [40, 2], [50, 9]))).toMatch(/; and a shorter time$/)
})
