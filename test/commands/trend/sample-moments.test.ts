import { expect, test } from 'vitest'
import { sampleMoments } from '../../../src/commands/trend/sample-moments.ts'
import { DAY, HOUR } from '../../../src/model/time.ts'
import { sampleWorldAt } from '../../../src/simulation/sample/sample-history.ts'

const NOW = Date.UTC(2026, 10, 28, 18, 40)

test('trend --demo: no use or creation of a sample key is 90 days before a report', () => {
  const near = sampleMoments(NOW).flatMap(at =>
    sampleWorldAt(NOW, at)
      .accounts.flatMap(({ regions }) => Object.values(regions))
      .flatMap(({ keys }) => (typeof keys === 'function' ? keys() : keys))
      .flatMap(key =>
        [key.createdAt, ...key.uses.map(use => use.at)]
          .filter(time => Math.abs(at - time - 90 * DAY) < HOUR)
          .map(() => `${key.aliases[0] ?? key.id} in the report of ${new Date(at).toISOString()}`),
      ),
  )
  expect(near).toEqual([])
})

test('trend --demo: each report is of another month, on every day of the year', () => {
  for (let day = 0; day < 366; day += 1) {
    const months = sampleMoments(NOW + day * DAY).map(at => new Date(at).toISOString().slice(0, 7))
    expect(new Set(months).size).toBe(6)
  }
})
