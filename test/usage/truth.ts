import * as fc from 'fast-check'
import type { Evidence, Sighting } from '../../src/model/evidence.ts'
import { DAY, HOUR, type Instant, MINUTE, SECOND } from '../../src/model/time.ts'
import { daysAgo, now, trackingStart } from './samples.ts'

/** What really happened to a key, and what each source, being honest, says of it. Knows nothing of the code under test. */
export interface Story {
  createdAt: Instant
  /** Whether the run was told when. */
  createdAtKnown: boolean
  /** Every successful use, ascending. */
  uses: Instant[]
  evidence: Evidence[]
  unusedDays: number
  /** The run's idea of now, by up to five minutes off. */
  now: Instant
}

/** A run may take hours, or go on with the answers of one that died hours ago: it is as of its beginning. */
const LONG_RUN = 12 * HOUR
/** How long after its beginning a source was asked. */
const after = fc.oneof(fc.nat(2 * HOUR), fc.nat(LONG_RUN))

/** Times that crowd around the borders that matter, as well as anywhere. */
const borders = [now, trackingStart, ...[1, 30, 90, 365].map(daysAgo)]
const instant = fc.oneof(
  fc.integer({ min: daysAgo(500), max: now + LONG_RUN }),
  fc.tuple(fc.constantFrom(...borders), fc.integer({ min: -3 * HOUR, max: 3 * HOUR })).map(([at, off]) => at + off),
)
const precision = fc.constantFrom<'minute' | 'hour' | 'day'>('minute', 'hour', 'day')
const answers = fc.constantFrom('answers', 'answers', 'answers', 'refuses', 'absent')

const seed = fc.record({
  createdAt: instant,
  createdAtKnown: fc.boolean(),
  uses: fc.array(instant, { maxLength: 4 }),
  skew: fc.integer({ min: -5 * MINUTE, max: 5 * MINUTE }),
  unusedDays: fc.constantFrom(1, 30, 90, 365),
  kms: fc.record({ mood: answers, after, lag: fc.nat(HOUR), jitter: fc.nat(SECOND) }),
  cloudtrail: fc.record({
    mood: answers,
    after,
    lag: fc.nat(15 * MINUTE),
    pagesEnd: fc.option(instant),
    /** Which uses have records that cannot be read. */
    unreadable: fc.array(fc.boolean(), { maxLength: 4 }),
  }),
  cloudwatch: fc.record({ mood: answers, lost: fc.array(fc.boolean(), { maxLength: 4 }), precision }),
  archive: fc.record({ mood: answers, since: instant, until: instant, isComplete: fc.boolean() }),
})
type Seed = typeof seed extends fc.Arbitrary<infer T> ? T : never

export const story: fc.Arbitrary<Story> = seed.map(raw => {
  const uses = raw.uses.filter(at => at >= raw.createdAt).toSorted((a, b) => a - b)
  const told = { ...raw, uses }
  const sightings = [kms(told), cloudtrail(told), cloudwatch(told), archive(told)]
  const { createdAt, createdAtKnown, unusedDays } = raw
  return { createdAt, createdAtKnown, unusedDays, uses, evidence: sightings.flat(), now: now + raw.skew }
})

/** Remembers the last use since tracking began; some of the last hour's are not written down yet. */
function kms({ createdAt, uses, kms: { mood, after: late, lag, jitter } }: Seed): Evidence[] {
  const since = Math.max(trackingStart, createdAt + jitter)
  const until = now + late - HOUR
  const at = uses.findLast(use => use >= since && use <= now + late - lag)
  return saying('kms', mood, true, HOUR, seen(at, since, until))
}

/**
 * Pages back from now; stops at the first use, at its horizon, or where its pages end. AWS forgets what is ninety days
 * old when it is asked, however long ago the run began; a record that cannot be read may be a use.
 */
function cloudtrail({ uses, skew, cloudtrail: { mood, after: late, lag, pagesEnd, unreadable } }: Seed): Evidence[] {
  const forgotten = now + late - 90 * DAY
  const horizon = Math.max(now + skew - 90 * DAY + HOUR, forgotten + 15 * MINUTE)
  const until = now + late - 15 * MINUTE
  const readFrom = Math.max(horizon, pagesEnd ?? horizon)
  const told = uses.map((at, index) => ({ at, isReadable: unreadable[index] !== true }))
  const kept = told.filter(({ at }) => at >= Math.max(readFrom, forgotten) && at <= now + late - lag)
  const last = kept.findLast(({ isReadable }) => isReadable)
  const isHidden = kept.some(({ at, isReadable }) => !isReadable && at >= (last?.at ?? readFrom))
  const said = (sighting: Sighting): Evidence[] => saying('cloudtrail', mood, true, 15 * MINUTE, sighting)
  if (last !== undefined) return said(seen(last.at, last.at, isHidden ? last.at : until))
  return said({ kind: readFrom > horizon || isHidden ? 'partial' : 'not-seen', since: readFrom, until })
}

/** Buckets of uses, some of which it lost. */
function cloudwatch({ uses, cloudwatch: { mood, lost, precision: bucket } }: Seed): Evidence[] {
  const size = { minute: MINUTE, hour: HOUR, day: DAY }[bucket]
  const [since, until] = [daysAgo(455), now]
  const use = uses.findLast((at, index) => at >= since && lost[index] !== true)
  const sighting = use === undefined ? seen(use, since, until) : seen(use - (use % size), since, until, bucket)
  return saying('cloudwatch', mood, false, HOUR, sighting)
}

/** Logs of some stretch of time or other, a day late. */
function archive({ uses, archive: { mood, since, until, isComplete } }: Seed): Evidence[] {
  const at = uses.findLast(use => use >= since && use <= until)
  return saying('archive', mood, isComplete, DAY, seen(at, since, until))
}

const seen = (at: Instant | undefined, since: Instant, until: Instant, fineness: Fineness = 'second'): Sighting =>
  at === undefined ? { kind: 'not-seen', since, until } : { kind: 'used', at, precision: fineness, since, until }
type Fineness = 'second' | 'minute' | 'hour' | 'day'

function saying(source: string, mood: string, complete: boolean, delay: number, sighting: Sighting): Evidence[] {
  if (mood === 'absent') return []
  return [{ source, complete, delay, sighting: mood === 'answers' ? sighting : { kind: 'unknown', why: 'denied' } }]
}

/** Whether complete sources saw every moment from `from` to `to`: looks at each moment where a sight begins or ends. */
export function wasSeen(evidence: readonly Evidence[], from: Instant, to: Instant): boolean {
  const sights = evidence.flatMap(({ complete, sighting }) =>
    complete && (sighting.kind === 'used' || sighting.kind === 'not-seen') ? [sighting] : [],
  )
  const edges = sights.flatMap(({ since, until }) => [since, since - 1, until, until + 1])
  return [from, to, ...edges]
    .filter(moment => moment >= from && moment <= to)
    .every(moment => sights.some(({ since, until }) => since <= moment && moment <= until))
}
