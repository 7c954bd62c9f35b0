import * as fc from 'fast-check'
import { expect, test } from 'vitest'
import type { Coverage } from '../../../src/model/archive/coverage.ts'
import type { Evidence } from '../../../src/model/evidence.ts'
import { HOUR, MINUTE } from '../../../src/model/time.ts'
import { ARCHIVE_DELAY, sightingsOf } from '../../../src/usage/coverage/archive-sightings.ts'
import { coverageOf } from '../../../src/usage/coverage/coverage-of.ts'
import { doubtsWithin, timeOfKey } from '../../../src/usage/coverage/key-time.ts'
import { decideVerdict } from '../../../src/usage/verdict.ts'
import { randomRuns } from '../../random-runs.ts'
import { type Losses, loss, lossesOf, traceOf, trailsOf } from './archive-of.ts'
import { END, HOURS, seed, START, type World } from './lives.ts'
import { worldOf } from './world.ts'

const anyCreation = fc.integer({ min: -60, max: (HOURS - 5) * 60 }).map(at => START + at * MINUTE)

/** The verdict about a key without a use, and whether any time is missing that the key needs. */
function compare(built: World, lost: Losses, createdAt: number): { verdict: string; isWhole: boolean } {
  const coverage = coverageOf(traceOf(built, lost), trailsOf(built, lost), { since: START - 2 * HOUR, until: END })
  const evidence = sightingsOf(null, coverage, { since: START, until: END }).map((sighting): Evidence => ({
    source: 'archive',
    complete: true,
    delay: ARCHIVE_DELAY,
    sighting,
  }))
  const { status } = decideVerdict(evidence, createdAt, END)
  return { verdict: status, isWhole: doubtsWithin(coverage, timeOfKey(createdAt, END)).length === 0 }
}

test('time of a key: an audit says never used if and only if all of that time is covered', () => {
  const seen = new Set<boolean>()
  fc.assert(
    fc.property(seed, loss, anyCreation, (raw, some, createdAt) => {
      const built = worldOf(raw)
      for (const losses of [[], [some]]) {
        const { verdict, isWhole } = compare(built, lossesOf(losses, built), createdAt)
        seen.add(isWhole)
        expect(verdict === 'never').toBe(isWhole)
      }
    }),
    { numRuns: randomRuns(200) },
  )
  expect(seen).toEqual(new Set([true, false]))
})

const doubtAt = (since: number, ...intervals: Coverage['intervals']): Coverage => ({
  doubts: [{ since, until: since + 1, why: 'it is missing' }],
  intervals,
})

test('time of a key: a hole in the second of its creation does not count, and a later one does', () => {
  const now = Date.UTC(2026, 10, 20)
  const created = now - 100 * HOUR
  expect(doubtsWithin(doubtAt(created), timeOfKey(created, now))).toEqual([])
  expect(doubtsWithin(doubtAt(created + 1000), timeOfKey(created, now))).toHaveLength(1)
  expect(doubtsWithin(doubtAt(now - 4 * HOUR - 1), timeOfKey(created, now))).toHaveLength(1)
  expect(doubtsWithin(doubtAt(now - 4 * HOUR), timeOfKey(created, now))).toEqual([])
})

test('time of a key: a hole in the last hours counts if time after it is covered', () => {
  const now = Date.UTC(2026, 10, 20)
  const hole = now - 3 * HOUR
  const after = { since: hole + 1, until: hole + MINUTE }
  expect(doubtsWithin(doubtAt(hole, after), timeOfKey(now - 100 * HOUR, now))).toHaveLength(1)
  expect(doubtsWithin(doubtAt(hole), timeOfKey(now - 100 * HOUR, now))).toEqual([])
})
