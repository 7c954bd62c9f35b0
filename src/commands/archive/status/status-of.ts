import type { ArchivePlace } from '../../../archives/archive-place.ts'
import type { PlaceTrace, ReadableArchive } from '../../../archives/engine.ts'
import type { IndexRecord } from '../../../archives/index-store/index-record.ts'
import type { ArchiveSummary, IndexRow, PlaceStatus } from '../../../model/archive/archive-status.ts'
import type { ArchiveTrace, Coverage, CoveredInterval } from '../../../model/archive/coverage.ts'
import { HOUR, isoTime, MINUTE } from '../../../model/time.ts'
import { coverageOf } from '../../../usage/coverage/coverage-of.ts'
import { type Lacking, lackingFor, lackingIn } from '../../../usage/coverage/lacking.ts'

/** What an archive holds and covers. */
export interface ShownArchive {
  summary: ArchiveSummary
  places: PlaceStatus[]
  /** What is missing in the doubtful time of the places. */
  lacking: Lacking[]
}

/** AWS is not asked how the trails are set up today. Throws an `AuditError`. */
export function shownArchive(archive: ReadableArchive, places: readonly ArchivePlace[]): ShownArchive {
  const shown = places.map(place => placeStatus(archive.placeTrace(place), archive.trace(place)))
  const statuses = shown.map(({ status }) => status)
  return { summary: summaryOf(statuses), places: statuses, lacking: shown.flatMap(({ lacking }) => lacking) }
}

/** The index itself. */
export function indexRow({ created, segments }: IndexRecord, folder: string): IndexRow {
  const facts = segments.reduce((sum, segment) => sum + segment.facts, 0)
  const bytes = segments.reduce((sum, segment) => sum + segment.bytes, 0)
  return { folder, created_at: created, segments: segments.length, facts, bytes }
}

function placeStatus(place: PlaceTrace, trace: ArchiveTrace): { status: PlaceStatus; lacking: Lacking[] } {
  const { account, region, files, bytes, delivered, digests, damaged } = place
  const window = windowOf(trace)
  const { intervals, doubts } = window === null ? NOTHING : coverageOf(trace, null, window)
  const status = {
    account_id: account,
    region,
    log_files: files,
    bytes,
    first_delivery_at: delivered === null ? null : isoTime(delivered.first),
    last_delivery_at: delivered === null ? null : isoTime(delivered.last),
    digests: digests.length,
    missing_files: digests.reduce((sum, { missing }) => sum + missing, 0),
    covered_hours: hoursOf(intervals),
    doubtful_hours: hoursOf(doubts),
    covered: intervals.map(({ since, until }) => ({ since: isoTime(since), until: isoTime(until) })),
    doubts: doubts.map(({ since, until, why }) => ({ since: isoTime(since), until: isoTime(until), why })),
    damaged: damaged.map(({ at, why }) => ({ delivered_at: isoTime(at), why })),
  }
  return { status, lacking: window === null ? [] : lackingFor(lackingIn(trace, window.until - NEWEST), doubts) }
}

/** The digest file of the newest log files is delivered within the next hours. */
const NEWEST = 2 * HOUR

const NOTHING: Coverage = { intervals: [], doubts: [] }

/** The time from the first file to the last. Null: there is no file. */
function windowOf({ delivered, digests }: ArchiveTrace): CoveredInterval | null {
  const starts = [...(delivered === null ? [] : [delivered.first]), ...digests.map(({ start }) => start)]
  const ends = [...(delivered === null ? [] : [delivered.last + MINUTE]), ...digests.map(({ end }) => end)]
  return starts.length === 0 ? null : { since: leastOf(starts), until: -leastOf(ends.map(end => -end)) }
}

const leastOf = (times: readonly number[]): number => times.reduce((one, other) => Math.min(one, other))

/** Hours, rounded to hundredths. */
export const hoursOf = (intervals: readonly CoveredInterval[]): number =>
  Math.round((intervals.reduce((sum, { since, until }) => sum + until - since, 0) / HOUR) * 100) / 100

/** Sums over all places. */
function summaryOf(places: readonly PlaceStatus[]): ArchiveSummary {
  const total = (valueOf: (place: PlaceStatus) => number): number =>
    Math.round(places.reduce((sum, place) => sum + valueOf(place), 0) * 100) / 100
  return {
    places: places.length,
    log_files: total(place => place.log_files),
    bytes: total(place => place.bytes),
    digests: total(place => place.digests),
    missing_files: total(place => place.missing_files),
    damaged_files: total(place => place.damaged.length),
    covered_hours: total(place => place.covered_hours),
    doubtful_hours: total(place => place.doubtful_hours),
  }
}
