import type { ArchiveTrace, Coverage, CoverageDoubt, CoveredInterval, TrailNow } from '../../model/archive/coverage.ts'
import { deliveriesOf } from './deliveries.ts'
import { recordingOf } from './recording.ts'
import { common, joined, type Span, without } from './spans.ts'
import { otherRegionsOnly } from './trail-regions.ts'
import { isOf, type TrailId, trailsOf } from './trail-id.ts'

/**
 * Decides when the silence of an archive about a key means that the key was not used. An hour counts if one trail
 *
 * - delivered a digest file for it and for the time until its events have surely arrived, and the archive has every log
 *   file that they name undamaged;
 * - surely recorded uses of keys then, which `recordingOf` decides.
 *
 * That it logged, and in this Region, follows from the digest files, which are delivered at no other time. Intervals and
 * doubts together are the whole window.
 *
 * @param trails The trails as they are now. Null: they could not be read.
 */
export function coverageOf(trace: ArchiveTrace, trails: readonly TrailNow[] | null, window: CoveredInterval): Coverage {
  const views = trailsOf(trace, trails).map(trail => viewOf(trail, trace, trails))
  const covered = joined(views.flatMap(view => view.covered))
  const intervals = without(common(covered, [window]), trace.doubts)
  return { intervals, doubts: doubtsIn(without([window], intervals), reasonsOf(trace, views)) }
}

/** What one trail covers, and why not more. */
interface View {
  covered: Span[]
  /** The reasons that are more to the point come first. */
  reasons: Reason[]
}

interface Reason {
  spans: readonly Span[]
  why: string
}

function viewOf(trail: TrailId, trace: ArchiveTrace, trails: readonly TrailNow[] | null): View {
  const { confirmed, began, missing, damaged, whole } = deliveriesOf(
    trace.digests.filter(each => isOf(trail, each)),
    trace.damaged,
  )
  const { yes, no, visible } = recordingOf(trail, trace, trails)
  const elsewhere = otherRegionsOnly(trail, trace)
  const reasons = [
    { spans: elsewhere, why: 'the trail did not record this Region' },
    { spans: common(whole, no), why: 'the trail did not record uses of keys' },
    { spans: common(missing, confirmed), why: 'log files are missing or damaged' },
    { spans: common(damaged, confirmed), why: 'a log file is damaged' },
    { spans: common(whole, visible), why: 'it is not known whether the trail recorded uses of keys' },
    { spans: whole, why: whyNotVisible(trail) },
    { spans: began, why: 'the trail, or the validation of its log files, was turned on in this time' },
    { spans: confirmed, why: 'events of this time may have been delivered later' },
  ]
  return { covered: without(common(whole, yes), elsewhere), reasons }
}

const whyNotVisible = ({ owner, home }: TrailId): string =>
  owner === null
    ? 'it is not known to which account the trail of the organization belongs'
    : `the log of the trail's home Region ${home} does not show whether the trail was changed`

/** The reasons of all trails, those that are more to the point first, and at the end one that is always true. */
function reasonsOf(trace: ArchiveTrace, views: readonly View[]): Reason[] {
  const ranks = Math.max(0, ...views.map(({ reasons }) => reasons.length))
  const ranked = Array.from({ length: ranks }, (_, rank) => views.flatMap(({ reasons }) => reasons[rank] ?? []))
  const own = trace.doubts.map(({ why, ...span }) => ({ spans: [span], why }))
  const everywhere = { spans: [{ since: -Infinity, until: Infinity }], why: whyNothing(trace) }
  return [...own, ...ranked.flat(), everywhere]
}

function whyNothing({ digests, delivered }: ArchiveTrace): string {
  if (digests.length > 0) return 'no digest file was delivered'
  return delivered === null
    ? 'the archive has no log file'
    : 'the archive has no digest file, so it would not show that a log file is missing'
}

/** Gives each part of the time the first reason that fits, and joins equal neighbours. */
function doubtsIn(time: readonly Span[], reasons: readonly Reason[]): CoverageDoubt[] {
  let doubts: CoverageDoubt[] = []
  let left = [...time]
  for (const { spans, why } of reasons) {
    if (left.length === 0) break
    doubts = doubts.concat(common(left, spans).map(span => ({ ...span, why })))
    left = without(left, spans)
  }
  const merged: CoverageDoubt[] = []
  for (const doubt of doubts.toSorted((a, b) => a.since - b.since)) {
    const last = merged.at(-1)
    if (last?.why === doubt.why && last.until === doubt.since) last.until = doubt.until
    else merged.push(doubt)
  }
  return merged
}
