import type { LocalEngine } from '../../archives/index-store/local-engine.ts'
import type { PlaceTrace } from '../../archives/engine.ts'
import { toolVersion } from '../../lib/process/version.ts'
import type { ArchiveStatus, ArchiveSummary, IndexRow, PlaceStatus } from '../../model/archive/archive-status.ts'
import type { ArchiveTrace, Coverage, CoveredInterval } from '../../model/archive/coverage.ts'
import { HOUR, type Instant, isoTime, MINUTE } from '../../model/time.ts'
import { coverageOf } from '../../usage/coverage/coverage-of.ts'

/** What the index holds and covers. AWS is not asked how the trails are set up today. Throws an `AuditError`. */
export function archiveStatus(engine: LocalEngine, now: Instant): Omit<ArchiveStatus, 'index' | 'added' | 'pending'> {
  const places = engine.places.map(place => placeStatus(engine.placeTrace(place), engine.trace(place)))
  return {
    schema_version: 1,
    kind: 'kms-audit-archive-status',
    tool_version: toolVersion(),
    generated_at: isoTime(now),
    summary: summaryOf(places),
    places,
    unreadable: engine.unreadable.map(({ path, why }) => ({ path, why })),
  }
}

/** The index itself. Null: it is a temporary one. */
export function indexRow({ record }: LocalEngine, folder: string | null): IndexRow | null {
  if (folder === null) return null
  const { created, segments } = record
  const facts = segments.reduce((sum, segment) => sum + segment.facts, 0)
  const bytes = segments.reduce((sum, segment) => sum + segment.bytes, 0)
  return { folder, created_at: created, segments: segments.length, facts, bytes }
}

function placeStatus(place: PlaceTrace, trace: ArchiveTrace): PlaceStatus {
  const { account, region, files, bytes, delivered, digests, damaged } = place
  const { intervals, doubts } = coverageIn(trace)
  return {
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
}

/** Over the time from the first file to the last. */
function coverageIn(trace: ArchiveTrace): Coverage {
  const { delivered, digests } = trace
  const starts = [...(delivered === null ? [] : [delivered.first]), ...digests.map(({ start }) => start)]
  const ends = [...(delivered === null ? [] : [delivered.last + MINUTE]), ...digests.map(({ end }) => end)]
  if (starts.length === 0) return { intervals: [], doubts: [] }
  return coverageOf(trace, null, { since: leastOf(starts), until: -leastOf(ends.map(end => -end)) })
}

const leastOf = (times: readonly number[]): number => times.reduce((one, other) => Math.min(one, other))

/** Hours, rounded to hundredths. */
const hoursOf = (intervals: readonly CoveredInterval[]): number =>
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
