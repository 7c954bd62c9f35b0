import * as fc from 'fast-check'
import { describe, expect, test } from 'vitest'
import type { KeyHistory } from '../../src/model/archive/archive-question.ts'
import type { ArchiveTrace, DigestHour } from '../../src/model/archive/coverage.ts'
import type { Evidence } from '../../src/model/evidence.ts'
import { DAY, HOUR, type Instant, MINUTE, SECOND } from '../../src/model/time.ts'
import type { Usage } from '../../src/model/usage.ts'
import { ARCHIVE_DELAY, sightingsOf } from '../../src/usage/coverage/archive-sightings.ts'
import { coverageOf } from '../../src/usage/coverage/coverage-of.ts'
import { decideDisposition } from '../../src/usage/disposition.ts'
import { decideVerdict } from '../../src/usage/verdict.ts'
import { randomRuns } from '../random-runs.ts'
import { leftFiles, type Loss, loss, lossesOf, traceOf, trailsOf } from './coverage/archive-of.ts'
import { END, HOURS, seed, type Seed, START, type World } from './coverage/lives.ts'
import { worldOf } from './coverage/world.ts'

const KEY = 'arn:aws:kms:us-east-1:111122223333:key/1234abcd-12ab-34cd-56ef-1234567890ab'
const RUNS = { numRuns: randomRuns(60) }

const historyOf = (uses: readonly Instant[]): KeyHistory | null => {
  const [first, last] = [Math.min(...uses), Math.max(...uses)].map(at => ({
    at,
    operation: 'Decrypt',
    principal: null,
    service: null,
    eventId: null,
  }))
  if (uses.length === 0 || first === undefined || last === undefined) return null
  return { key: KEY, first, last, refused: null, publicKeyReadAt: null, disabledAt: null, days: [] }
}

/** A key in the world of an archive: it is used in a part of the time only. */
const anyKey = fc.record({
  createdAt: fc.integer({ min: -60, max: HOURS * 60 }).map(at => START + at * MINUTE),
  /** When it was used, by the uses that the trails may have recorded. */
  from: fc.nat(HOURS * 60).map(at => START + at * MINUTE),
  hours: fc.constantFrom(0, 1, 5, HOURS),
  /** KMS remembers the last use since then. Null: it gives no answer. */
  kmsSince: fc.option(fc.integer({ min: 0, max: HOURS * 60 }).map(at => START + at * MINUTE)),
})
type AnyKey = typeof anyKey extends fc.Arbitrary<infer T> ? T : never

interface Told {
  usage: Usage
  disposition: string
}

/** What is said of the key, given what is left of the archive. */
function judge(built: World, key: AnyKey, losses: readonly Loss[]): Told {
  const lost = lossesOf(losses, built)
  const window = { since: START, until: END }
  const uses = usesOf(built, key)
  const found = uses.filter(at => leftFiles(built, lost).some(file => file.uses.includes(at)))
  const coverage = coverageOf(traceOf(built, lost), trailsOf(built, lost), window)
  const evidence = [
    ...sightingsOf(historyOf(found), coverage, window).map(sighting => archived(sighting)),
    ...(key.kmsSince === null ? [] : [kms(uses, key.kmsSince)]),
  ]
  const usage = decideVerdict(evidence, key.createdAt, END)
  return {
    usage,
    disposition: decideDisposition({ usage, evidence, createdAt: key.createdAt, now: END, unusedDays: 1 }),
  }
}

const archived = (sighting: Evidence['sighting']): Evidence => ({
  source: 'archive',
  complete: true,
  delay: ARCHIVE_DELAY,
  sighting,
})

const usesOf = (built: World, { createdAt, from, hours }: AnyKey): Instant[] =>
  built.uses.filter(at => at >= createdAt && at >= from && at < from + hours * HOUR)

function kms(uses: readonly Instant[], since: Instant): Evidence {
  const until = END - HOUR
  const at = uses.findLast(use => use >= since && use < until)
  const sighting: Evidence['sighting'] =
    at === undefined ? { kind: 'not-seen', since, until } : { kind: 'used', at, precision: 'second', since, until }
  return { source: 'kms', complete: true, delay: HOUR, sighting }
}

const promise = (check: (built: World, key: AnyKey, one: Loss, other: Loss) => void): void =>
  fc.assert(
    fc.property(seed, anyKey, loss, loss, (raw: Seed, key, one, other) => check(worldOf(raw), key, one, other)),
    RUNS,
  )

describe('verdict with the evidence of an archive', () => {
  test('archive verdict: silence is only said of time without a use', () => {
    promise((built, key, lost) => {
      const { usage } = judge(built, key, [lost])
      if (usage.status !== 'never' && usage.status !== 'not-observed') return
      const since = usage.status === 'never' ? key.createdAt : usage.since
      expect(usesOf(built, key).filter(at => at >= since + SECOND && at < usage.until)).toEqual([])
    })
  })

  test('archive verdict: a last use is a use that happened, and none is later unless the verdict says so', () => {
    promise((built, key, lost) => {
      const { usage } = judge(built, key, [lost])
      if (usage.status !== 'used') return
      const uses = usesOf(built, key)
      expect(uses).toContain(usage.at)
      const seenUntil = END - ARCHIVE_DELAY - HOUR
      if (!usage.atLeast) expect(uses.filter(at => at > usage.at && at < seenUntil)).toEqual([])
    })
  })

  test('archive verdict: what is removed never turns used or unknown into never, nor unknown into silent', () => {
    promise((built, key, lost, more) => {
      const [before, after] = [judge(built, key, [lost]), judge(built, key, [lost, more])]
      if (before.usage.status === 'used' || before.usage.status === 'unknown') {
        expect(after.usage.status).not.toBe('never')
        expect(after.disposition).not.toBe('never')
      }
      if (before.usage.status === 'unknown') expect(after.usage.status).toBe('unknown')
      if (before.disposition === 'unknown' || before.disposition === 'in_use')
        expect(after.disposition === 'silent' && isWrong(built, key, after)).toBe(false)
    })
  })

  test('archive verdict: what is removed never moves a last use later, and an earlier one says at least', () => {
    promise((built, key, lost, more) => {
      const [before, after] = [judge(built, key, [lost]).usage, judge(built, key, [lost, more]).usage]
      if (before.status !== 'used' || after.status !== 'used') return
      expect(after.at).toBeLessThanOrEqual(before.at)
      // The last hours, in which an archive is never complete, are about now.
      if (after.at < before.at && after.at < END - ARCHIVE_DELAY - HOUR) expect(after.atLeast).toBe(true)
    })
  })
})

/** Whether a key is called silent although it was used in the time that was seen. */
const isWrong = (built: World, key: AnyKey, { usage }: Told): boolean =>
  usage.status === 'not-observed' && usesOf(built, key).some(at => at >= usage.since && at < usage.until)

const hours = (from: Instant, until: Instant): DigestHour[] =>
  Array.from({ length: (until - from) / HOUR }, (_, index) => ({
    trail: 'all',
    home: 'us-east-1',
    isOrganization: false,
    start: from + index * HOUR,
    end: from + (index + 1) * HOUR,
    files: 1,
    missing: 0,
    isRestart: false,
    isBackfill: false,
    shows: { uses: true, writes: true },
  }))

describe('verdict about an old key', () => {
  const now = Date.UTC(2023, 0, 1)
  const createdAt = Date.UTC(2021, 5, 1)
  const digests = hours(createdAt - DAY, now)
  const judgeBy = (changes: Partial<ArchiveTrace>, uses: Instant[] = []): Usage => {
    const window = { since: createdAt, until: now }
    const trace: ArchiveTrace = {
      account: '111122223333',
      region: 'us-east-1',
      digests,
      damaged: [],
      delivered: { first: createdAt, last: now },
      changes: [],
      homes: [],
      doubts: [],
      ...changes,
    }
    const sightings = sightingsOf(historyOf(uses), coverageOf(trace, null, window), window)
    return decideVerdict(sightings.map(archived), createdAt, now)
  }

  test('archive: a key of 2021 was never used if the archive covers its whole life', () => {
    expect(judgeBy({})).toEqual({ status: 'never', since: createdAt, until: now - 2 * HOUR, source: 'archive' })
  })

  test('archive: one log file that is missing ends what is known of earlier years', () => {
    const hole = digests.map((each, index) => (index === 9000 ? { ...each, missing: 1 } : each))
    const at = digests[9000]?.start ?? 0
    // After the hole, a recorded write and then a recorded use prove again what the trail records.
    expect(judgeBy({ digests: hole })).toMatchObject({ status: 'not-observed', since: at + 4 * HOUR })
  })

  test('archive: without digest files nothing is said', () => {
    expect(judgeBy({ digests: [] })).toEqual({
      status: 'unknown',
      why: 'archive: no use found, but the archive has no digest file, so it would not show that a log file is missing',
    })
  })

  test('archive: a last use of 2022 is exact if all time since is covered', () => {
    const at = Date.UTC(2022, 1, 3)
    expect(judgeBy({}, [at])).toMatchObject({ status: 'used', at, atLeast: false })
    expect(judgeBy({ digests: [] }, [at])).toMatchObject({ status: 'used', at, atLeast: true })
  })
})
