import * as fc from 'fast-check'
import { describe, expect, test } from 'vitest'
import type { Coverage } from '../../../src/model/archive/coverage.ts'
import { HOUR } from '../../../src/model/time.ts'
import { coverageOf } from '../../../src/usage/coverage/coverage-of.ts'
import { randomRuns } from '../../random-runs.ts'
import { leftFiles, type Losses, loss, lossesOf, traceOf, trailsOf } from './archive-of.ts'
import { END, seed, START, type World } from './lives.ts'
import { worldOf } from './world.ts'

const WINDOW = { since: START + 2 * HOUR, until: END }
const RUNS = { numRuns: randomRuns(60) }

const cover = (built: World, lost: Losses): Coverage => coverageOf(traceOf(built, lost), trailsOf(built, lost), WINDOW)

const promise = (check: (built: World, lost: Losses) => void): void =>
  fc.assert(
    fc.property(seed, loss, (raw, lost) => {
      const built = worldOf(raw)
      check(built, lossesOf([lost], built))
    }),
    RUNS,
  )

const includes = ({ intervals }: Coverage, at: number): boolean =>
  intervals.some(({ since, until }) => since <= at && at < until)

/** Whether all that `smaller` covers is covered by `larger`. */
const isWithin = (smaller: Coverage, larger: Coverage): boolean =>
  smaller.intervals.every(one => larger.intervals.some(({ since, until }) => since <= one.since && one.until <= until))

describe('coverage of random archives', () => {
  test('coverage: every use in covered time is in the archive', () => {
    promise((built, lost) => {
      const coverage = cover(built, lost)
      const found = new Set(leftFiles(built, lost).flatMap(({ uses }) => uses))
      expect(built.uses.filter(at => includes(coverage, at) && !found.has(at))).toEqual([])
    })
  })

  test('coverage: intervals and doubts are the whole window, in order, without overlaps', () => {
    promise((built, lost) => {
      const { intervals, doubts } = cover(built, lost)
      const all = [...intervals, ...doubts].toSorted((a, b) => a.since - b.since)
      expect(all[0]?.since).toBe(WINDOW.since)
      expect(all.at(-1)?.until).toBe(WINDOW.until)
      for (const [index, { since, until }] of all.entries()) {
        expect(since).toBeLessThan(until)
        if (index > 0) expect(since).toBe(all[index - 1]?.until)
      }
      expect(intervals).toEqual(intervals.toSorted((a, b) => a.since - b.since))
      expect(doubts).toEqual(doubts.toSorted((a, b) => a.since - b.since))
      for (const [index, { since, why }] of doubts.entries()) {
        expect(why).not.toBe('')
        const before = doubts[index - 1]
        if (before?.until === since) expect(before.why).not.toBe(why)
      }
    })
  })

  test('coverage: removing a log file, a digest file or a permission never enlarges it', () => {
    fc.assert(
      fc.property(seed, loss, loss, (raw, lost, more) => {
        const built = worldOf(raw)
        const [before, after] = [lossesOf([lost], built), lossesOf([lost, more], built)]
        expect(isWithin(cover(built, after), cover(built, before))).toBe(true)
      }),
      RUNS,
    )
  })

  test('coverage: what the files of an hour show is needed, and never in the way', () => {
    promise((built, lost) => {
      const trace = traceOf(built, lost)
      const blind = {
        ...trace,
        digests: trace.digests.map(hour => ({ ...hour, shows: { uses: false, writes: false } })),
      }
      const trails = trailsOf(built, lost)
      expect(isWithin(coverageOf(blind, trails, WINDOW), coverageOf(trace, trails, WINDOW))).toBe(true)
    })
  })
})
