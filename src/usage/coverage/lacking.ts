import type { ArchiveTrace, DigestHour, HomeTrace, LostLog } from '../../model/archive/coverage.ts'
import { HOUR, type Instant } from '../../model/time.ts'
import { deliveriesOf, DELIVERY_MARGIN, missingEvents } from './deliveries.ts'
import { common, type Span, without } from './spans.ts'
import { changesOf } from './trail-changes.ts'
import { isOf, type TrailId, trailsOf } from './trail-id.ts'

/** A file that an archive lacks, or a time without digest files. With it, more time could be covered. */
export interface Lacking {
  /** The account and Region of the files. */
  account: string
  region: string
  /** Where they are in S3, above the accounts: `s3://logs/AWSLogs/`. Null: not known. */
  folder: string | null
  /** A log file that a digest file names. Null: the digest files of `time` are absent, and perhaps log files too. */
  log: LostLog | null
  /** Of the events in the log file, or the time without digest files. */
  time: Span
}

/**
 * What an archive lacks in a place, and in the home Regions of its trails, in which changes of the trails are recorded.
 * The time before a trail began to deliver digest files, and the time in which it was stopped, are left out:
 * they have no files.
 *
 * @param end digest files of a later time are not expected
 */
export function lackingIn(trace: ArchiveTrace, end: Instant): Lacking[] {
  const { account, region, digests, delivered } = trace
  // Log files without any digest file: no trail is known, and none of its digest files was copied.
  if (digests.length === 0 && delivered !== null)
    return [{ account, region, folder: null, log: null, time: { since: -Infinity, until: end } }]
  return trailsOf(trace, null).flatMap(trail => {
    const own = lackingOf(trail, trace, trace, end, null)
    const { owner, home } = trail
    if (owner === null || (owner === account && home === region)) return own
    const absent = { account: owner, region: home, digests: [], damaged: [] }
    const found = trace.homes.find(each => each.account === owner && each.region === home) ?? absent
    return [...own, ...lackingOf(trail, found, trace, end, folderNear(digests.filter(isPlaced), end))]
  })
}

function lackingOf(
  trail: TrailId,
  { account, region, digests }: Pick<HomeTrace, 'account' | 'region' | 'digests'>,
  trace: ArchiveTrace,
  end: Instant,
  folder: string | null,
): Lacking[] {
  const here = digests.filter(each => isOf(trail, each))
  const place = { account, region }
  const placed = here.filter(isPlaced)
  const restarts = new Set(here.flatMap(each => (each.isRestart && !each.isBackfill ? each.start : [])))
  const logs = here.flatMap(hour =>
    (hour.lost ?? []).map(log => ({ ...place, folder: hour.folder ?? null, log, time: missingEvents(hour) })),
  )
  const holes = without([{ since: -Infinity, until: end }], deliveriesOf(here, []).confirmed)
    .filter(hole => !isWithoutFiles(hole, restarts, trail, trace))
    .map(time => ({ ...place, folder: folderNear(placed, time.since) ?? folder, log: null, time }))
  return [...logs, ...holes]
}

/** Whether the trail delivered nothing in a time without digest files. A restart names no earlier digest file. */
function isWithoutFiles(
  hole: Span,
  restarts: ReadonlySet<Instant>,
  trail: TrailId,
  { changes }: ArchiveTrace,
): boolean {
  if (!restarts.has(hole.until)) return false
  if (hole.since === -Infinity) return true
  return changesOf(trail, changes).some(
    ({ at, operation }) =>
      (operation === 'StopLogging' || operation === 'DeleteTrail') && Math.abs(at - hole.since) <= STOPPING,
  )
}

/** The last digest file reaches up to an hour beyond the moment in which the trail was stopped. */
const STOPPING = HOUR + HOUR / 6

const isPlaced = ({ folder }: DigestHour): boolean => typeof folder === 'string'

/** The folder of the last digest file before a time. Without one: that of the first one after it. */
function folderNear(placed: readonly DigestHour[], at: Instant): string | null {
  const near = placed.findLast(({ start }) => start <= at) ?? placed[0]
  return near?.folder ?? null
}

/**
 * The part of what is missing that could cover the given times: a time also needs the digest files of the hours in which
 * its events were delivered.
 */
export function lackingFor(lacking: readonly Lacking[], times: readonly Span[]): Lacking[] {
  const delivered = times.map(({ since, until }) => ({
    since: since - DELIVERY_MARGIN,
    until: until + DELIVERY_MARGIN,
  }))
  return lacking.flatMap(each => {
    if (each.log !== null) return times.some(time => overlap(each.time, time)) ? [each] : []
    const near = delivered.filter(time => overlap(each.time, time))
    return common([each.time], near).map(time => ({ ...each, time }))
  })
}

const overlap = (one: Span, other: Span): boolean => one.since < other.until && other.since < one.until
