import { expect, test } from 'vitest'
import type { ArchiveTrace, Coverage, DigestHour, TrailChange, TrailNow } from '../../../src/model/archive/coverage.ts'
import { HOUR, type Instant, MINUTE } from '../../../src/model/time.ts'
import { coverageOf } from '../../../src/usage/coverage/coverage-of.ts'

const START = Date.UTC(2024, 2, 1)
const at = (hour: number): Instant => START + hour * HOUR
const [ACCOUNT, MANAGEMENT] = ['111122223333', '444455556666']

/** Hours 0 to 24 of a trail that is at home in us-east-1. */
const day = (changes: Partial<DigestHour> = {}): DigestHour[] =>
  Array.from({ length: 24 }, (_, hour) => ({
    trail: 'all',
    home: 'us-east-1',
    isOrganization: false,
    start: at(hour),
    end: at(hour + 1),
    files: 1,
    missing: 0,
    isRestart: false,
    isBackfill: false,
    shows: { uses: true, writes: true },
    ...changes,
  }))

/** The same with another hour at one place. */
const but = (hours: readonly DigestHour[], hour: number, changes: Partial<DigestHour>): DigestHour[] =>
  hours.map((each, index) => (index === hour ? { ...each, ...changes } : each))

const change = (changes: Partial<TrailChange>): TrailChange => ({
  at: at(10),
  account: ACCOUNT,
  region: 'us-east-1',
  operation: 'PutEventSelectors',
  trail: 'all',
  recordsUses: null,
  isMultiRegion: null,
  ...changes,
})

const cover = (trace: Partial<ArchiveTrace>, trails: TrailNow[] | null = null): Coverage =>
  coverageOf(
    {
      account: ACCOUNT,
      region: 'us-east-1',
      digests: day(),
      damaged: [],
      delivered: { first: at(0), last: at(24) },
      changes: [],
      homes: [],
      doubts: [],
      ...trace,
    },
    trails,
    { since: at(3), until: at(24) },
  )

/** In hours of the day. */
const hoursIn = ({ intervals }: Coverage): [number, number][] =>
  intervals.map(({ since, until }) => [(since - START) / HOUR, (until - START) / HOUR])
const whysIn = ({ doubts }: Coverage): string[] => doubts.map(({ why }) => why)

test('coverage: all but the last two hours are covered, in which events may not have been delivered', () => {
  const coverage = cover({})
  expect(hoursIn(coverage)).toEqual([[3, 22]])
  expect(coverage.doubts).toEqual([
    { since: at(22), until: at(24), why: 'events of this time may have been delivered later' },
  ])
})

test('coverage: an hour with a missing log file is not covered, nor the two hours before, whose events it may hold', () => {
  const coverage = cover({ digests: but(day(), 12, { missing: 1 }) })
  // The next hour that shows a write proves again that changes of the trail would be seen, from its end on.
  expect(hoursIn(coverage)).toEqual([
    [3, 10],
    [16, 22],
  ])
  expect(whysIn(coverage)[0]).toBe('log files are missing or damaged')
})

test('coverage: a missing log file makes all time from its oldest event on doubtful, which can be hours earlier', () => {
  const late = (oldest: Instant | null) => hoursIn(cover({ digests: but(day(), 12, { missing: 1, oldest }) }))[0]
  expect(late(at(6))).toEqual([3, 6])
  expect([late(at(12)), late(null)]).toEqual([
    [3, 10],
    [3, 10],
  ])
  // What is delivered late and is there costs nothing.
  expect(hoursIn(cover({ digests: but(day(), 12, { oldest: at(6) }) }))).toEqual([[3, 22]])
})

test('coverage: where a digest file is missing, log files may be missing too', () => {
  const coverage = cover({ digests: day().filter((_, hour) => hour !== 12) })
  expect(hoursIn(coverage)).toEqual([
    [3, 10],
    [16, 22],
  ])
  expect(whysIn(coverage)).toContain('no digest file was delivered')
  expect(whysIn(cover({ digests: [] }))).toEqual([
    'the archive has no digest file, so it would not show that a log file is missing',
  ])
  expect(whysIn(cover({ digests: [], delivered: null }))).toEqual(['the archive has no log file'])
})

test('coverage: a backfill digest file names more log files, but cannot stand for the one of its hour', () => {
  const backfill = but(day(), 12, { isBackfill: true })
  expect(hoursIn(cover({ digests: backfill }))).toEqual([
    [3, 10],
    [16, 22],
  ])
  const late = { ...day()[12], isBackfill: true, missing: 1 } as DigestHour
  expect(hoursIn(cover({ digests: [...day(), late] }))).toEqual([
    [3, 10],
    [16, 22],
  ])
})

test('coverage: where recording began again, the hour in which it began does not count', () => {
  const digests = but(day({ shows: { uses: true, writes: true } }), 12, { isRestart: true })
  const coverage = cover({ digests })
  expect(hoursIn(coverage)).toEqual([
    [3, 10],
    [16, 22],
  ])
  expect(whysIn(coverage)).toContain('the trail, or the validation of its log files, was turned on in this time')
})

test('coverage: a damaged log file leaves the time around it open', () => {
  const coverage = cover({ damaged: [{ at: at(12) + 30 * MINUTE, why: 'unexpected end of file' }] })
  expect(hoursIn(coverage)).toEqual([
    [3, 10.5],
    [18, 22],
  ])
  expect(whysIn(coverage)[0]).toBe('a log file is damaged')
})

test('coverage: what the engine cannot vouch for is not covered, with its reason', () => {
  const doubt = { since: at(5), until: at(6), why: 'a query failed' }
  const coverage = cover({ doubts: [doubt] })
  expect(hoursIn(coverage)).toEqual([
    [3, 5],
    [6, 22],
  ])
  expect(coverage.doubts).toContainEqual(doubt)
})

test('coverage: while KMS was excluded nothing is covered, and an hour after it was included again', () => {
  const quiet = { shows: { uses: false, writes: true } }
  const digests = day().map((each, hour) => (hour >= 9 && hour < 16 ? { ...each, ...quiet } : each))
  const coverage = cover({
    digests,
    changes: [
      change({ at: at(10), recordsUses: false, recordsWrites: true }),
      change({ at: at(15), recordsUses: true, recordsWrites: true }),
    ],
  })
  expect(hoursIn(coverage)).toEqual([
    [3, 10],
    [16, 22],
  ])
  expect(whysIn(coverage)[0]).toBe('the trail did not record uses of keys')
})

test('coverage: selectors that are set again to what they were leave no hole', () => {
  const changes = [change({ recordsUses: true, recordsWrites: true })]
  expect(hoursIn(cover({ changes }))).toEqual([[3, 22]])
})

test('coverage: quiet time is covered only if something proves what the trail recorded', () => {
  const digests = day({ shows: { uses: false, writes: true } })
  const coverage = cover({ digests })
  expect(hoursIn(coverage)).toEqual([])
  expect(whysIn(coverage)[0]).toBe('it is not known whether the trail recorded uses of keys')
  expect(hoursIn(cover({ digests: but(digests, 20, { shows: { uses: true, writes: false } }) }))).toEqual([[3, 22]])
})

test('coverage: a trail that records only read events would not show its own changes', () => {
  const coverage = cover({ digests: day({ shows: { uses: true, writes: false } }) })
  expect(hoursIn(coverage)).toEqual([])
  expect(whysIn(coverage)[0]).toBe(
    "the log of the trail's home Region us-east-1 does not show whether the trail was changed",
  )
})

test('coverage: a write beside a missing log file, which may hold a change, does not prove that changes are recorded', () => {
  const reads = day({ shows: { uses: true, writes: false } })
  const write = { shows: { uses: true, writes: true } }
  const digests = but(but(reads, 12, write), 21, write)
  expect(hoursIn(cover({ digests }))).toEqual([[13, 22]])
  for (const lost of [11, 12, 13]) expect(hoursIn(cover({ digests: but(digests, lost, { missing: 1 }) }))).toEqual([])
})

test('coverage: after the last write, a change that turned write events off may be missing itself', () => {
  const reads = day({ shows: { uses: true, writes: false } })
  const write = { shows: { uses: true, writes: true } }
  const coverage = cover({ digests: but(but(reads, 4, write), 10, write) })
  expect(hoursIn(coverage)).toEqual([[5, 12]])
  expect(whysIn(coverage)).toContain(
    "the log of the trail's home Region us-east-1 does not show whether the trail was changed",
  )
})

test('coverage: a long time without a write before a change that was recorded is in doubt, a short one is not', () => {
  const reads = day({ shows: { uses: true, writes: false } })
  const write = { shows: { uses: true, writes: true } }
  const changes = [change({ at: at(12), recordsUses: true, recordsWrites: true })]
  const before = (hour: number) =>
    hoursIn(cover({ digests: but(but(but(reads, 2, write), hour, write), 21, write), changes }))
  expect(before(10)).toEqual([[3, 22]])
  expect(before(8)).toEqual([
    [3, 10],
    [13, 22],
  ])
})

test('coverage: another Region counts only where the log of the home Region is whole', () => {
  const home = { account: ACCOUNT, region: 'us-east-1', digests: day(), damaged: [] }
  expect(hoursIn(cover({ region: 'eu-west-1', homes: [home] }))).toEqual([[3, 22]])
  expect(hoursIn(cover({ region: 'eu-west-1' }))).toEqual([])
  const broken = { ...home, digests: but(day(), 12, { missing: 1 }) }
  expect(hoursIn(cover({ region: 'eu-west-1', homes: [broken] }))).toEqual([
    [3, 10],
    [16, 22],
  ])
})

test('coverage: another Region does not count after the trail was limited to its home Region', () => {
  const home = { account: ACCOUNT, region: 'us-east-1', digests: day(), damaged: [] }
  const changes = [
    change({ at: at(10), operation: 'UpdateTrail', isMultiRegion: false }),
    change({ at: at(14), operation: 'UpdateTrail', isMultiRegion: true }),
  ]
  const coverage = cover({ region: 'eu-west-1', homes: [home], changes })
  expect(hoursIn(coverage)).toEqual([
    [3, 10],
    [14, 22],
  ])
  expect(whysIn(coverage)[0]).toBe('the trail did not record this Region')
})

const NOW: TrailNow = {
  name: 'all',
  arn: `arn:aws:cloudtrail:us-east-1:${MANAGEMENT}:trail/all`,
  homeRegion: 'us-east-1',
  isOrganization: true,
  unchanged: null,
}

test('coverage: the trail of an organization is changed in the management account, which its ARN names', () => {
  const digests = day({ isOrganization: true })
  const homes = [{ account: MANAGEMENT, region: 'us-east-1', digests, damaged: [] }]
  expect(hoursIn(cover({ digests, homes }, [NOW]))).toEqual([[3, 22]])
  const coverage = cover({ digests, homes })
  expect(hoursIn(coverage)).toEqual([])
  expect(whysIn(coverage)[0]).toBe('it is not known to which account the trail of the organization belongs')
  const excluded = [change({ account: MANAGEMENT, recordsUses: false, recordsWrites: true })]
  expect(hoursIn(cover({ digests, homes, changes: excluded }, [NOW]))).toEqual([[3, 10]])
  // A trail of the same name in the account itself is another one.
  expect(hoursIn(cover({ digests, homes, changes: [change({ recordsUses: false })] }, [NOW]))).toEqual([[3, 22]])
})

test('coverage: the creation of the trail in the archive names the management account too', () => {
  const digests = but(day({ isOrganization: true }).slice(3), 0, { isRestart: true })
  const homes = [{ account: MANAGEMENT, region: 'us-east-1', digests, damaged: [] }]
  const created = change({ at: at(3), account: MANAGEMENT, operation: 'CreateTrail', isOrganization: true })
  expect(hoursIn(cover({ digests, homes, changes: [created] }))).toEqual([[7, 22]])
  expect(hoursIn(cover({ digests, homes }))).toEqual([])
})

const OWN: TrailNow = { ...NOW, arn: NOW.arn.replace(MANAGEMENT, ACCOUNT), isOrganization: false }
/** No hour shows a write event, so that the logs would not show a change of the trail. */
const ONLY_USES = day({ shows: { uses: true, writes: false } })

test('coverage: event history stands for a log that would not show changes, from an hour after the last change on', () => {
  const unchanged = { since: at(6), until: at(30) }
  expect(hoursIn(cover({ digests: ONLY_USES }, [{ ...OWN, unchanged }]))).toEqual([[7, 22]])
  expect(hoursIn(cover({ digests: ONLY_USES }, [OWN]))).toEqual([])
})

test('coverage: that a trail was not changed does not say that it records uses of keys', () => {
  const unchanged = { since: at(6), until: at(30) }
  expect(hoursIn(cover({ digests: day({ shows: { uses: false, writes: false } }) }, [{ ...OWN, unchanged }]))).toEqual(
    [],
  )
})

test('coverage: two trails cover what one of them covers', () => {
  const first = day().slice(0, 12)
  const second = day({ trail: 'other' }).slice(7)
  expect(hoursIn(cover({ digests: [...first, ...second] }))).toEqual([[3, 22]])
})
