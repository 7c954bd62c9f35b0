import { expect, test } from 'vitest'
import { daysOfTime, fewestPrefixes, isBelow } from '../../../../src/commands/archive/fetch/day-prefixes.ts'

const days = (from: string, until: string): string[] =>
  fewestPrefixes(daysOfTime({ since: Date.parse(from), until: Date.parse(until) }))

test.each([
  ['an hour', '2024-02-17T08:00Z', '2024-02-17T09:00Z', ['2024/02/17']],
  [
    'an hour, whose digest file lies in the next day',
    '2024-02-17T23:00Z',
    '2024-02-18T00:00Z',
    ['2024/02/17', '2024/02/18'],
  ],
  ['two weeks', '2024-02-10T00:00Z', '2024-02-23T12:00Z', ['2024/02']],
  ['the turn of a month', '2024-02-28T00:00Z', '2024-03-20T00:00Z', ['2024/02/28', '2024/02/29', '2024/03']],
  ['some months', '2024-02-10T00:00Z', '2024-05-23T12:00Z', ['2024/02', '2024/03', '2024/04', '2024/05']],
  ['years', '2021-06-01T00:00Z', '2023-01-03T00:00Z', ['2021', '2022', '2023/01/01', '2023/01/02', '2023/01/03']],
])('directories of days: %s', (_, from, until, prefixes) => expect(days(from, until)).toEqual(prefixes))

test('directories of days: the days of many short times are few directories, and each day is in one of them', () => {
  const all = Array.from({ length: 400 }, (_, day) =>
    daysOfTime({ since: day * 3 * 864e5, until: day * 3 * 864e5 }),
  ).flat()
  const prefixes = fewestPrefixes(all)
  expect(prefixes.length).toBeLessThan(12)
  expect(all.every(day => prefixes.some(prefix => isBelow(day, prefix)))).toBe(true)
})
