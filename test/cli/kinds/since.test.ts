import { expect, test } from 'vitest'
import { endOfDay, since } from '../../../src/cli/kinds/since.ts'
import { sinceText, sinceTime } from '../../../src/model/since.ts'
import { isoTime } from '../../../src/model/time.ts'

const NOW = Date.UTC(2026, 10, 20, 14, 30)

test.each<[word: string, at: string, text: string]>([
  ['24h', '2026-11-19T14:30:00Z', '1d'],
  ['1h30m', '2026-11-20T13:00:00Z', '2h'],
  ['30d', '2026-10-21T14:30:00Z', '30d'],
  ['2w', '2026-11-06T14:30:00Z', '14d'],
  ['3mo', '2026-08-20T14:30:00Z', '3mo'],
  ['2y', '2024-11-20T14:30:00Z', '2y'],
  ['2024-02-29', '2024-02-29T00:00:00Z', '2024-02-29'],
])('how far back: --since %s begins at %s', (word, at, text) => {
  const asked = since([word])
  expect([isoTime(sinceTime(asked, NOW)), sinceText(asked)]).toEqual([at, text])
})

test.each(['2023-02-29', '2024-1-1', '01.02.2024', 'yesterday', '-3d', '0d', '', '2024-01-01T00:00Z'])(
  'how far back: --since %j is refused',
  word => expect(() => since([word])).toThrow('a time such as 24h, 30d or 2y, or a day such as 2024-01-31'),
)

test('how far back: the day of --until is the last', () => {
  expect(isoTime(endOfDay(['2024-12-31']))).toBe('2025-01-01T00:00:00Z')
  expect(() => endOfDay(['30d'])).toThrow('a day such as 2024-12-31')
})
