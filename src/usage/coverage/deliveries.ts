import type { DamagedFile, DigestHour } from '../../model/archive/coverage.ts'
import { HOUR } from '../../model/time.ts'
import { joined, type Span, without } from './spans.ts'

/**
 * How long after a call its event is surely delivered, in milliseconds. AWS says about five minutes on average, and
 * guarantees no time. Events that are later than this are delivered to a later hour, and count as long as its log files
 * are in the archive; only the end of a stretch depends on this margin.
 * https://docs.aws.amazon.com/awscloudtrail/latest/userguide/get-and-view-cloudtrail-log-files.html
 */
export const DELIVERY_MARGIN: number = 2 * HOUR

/** What the digest files of one trail prove about one account and Region. */
export interface Deliveries {
  /** Time for which a digest file was delivered. */
  confirmed: Span[]
  /** Hours in which the trail, or the validation of its log files, was turned on. */
  began: Span[]
  /** Time of events that may be in log files that are missing. */
  missing: Span[]
  /** Time of events that may be in damaged log files. */
  damaged: Span[]
  /** Time whose events are all in the archive, if the trail recorded them. */
  whole: Span[]
}

export function deliveriesOf(all: readonly DigestHour[], damagedFiles: readonly DamagedFile[]): Deliveries {
  const digests = all.filter(({ isBackfill }) => !isBackfill)
  const missing = joined(all.filter(({ missing: count }) => count > 0).map(missingEvents))
  // The name of a log file has about the time of its newest event, so that both sides of it are in doubt.
  const damaged = joined(damagedFiles.map(({ at }) => ({ since: at - DELIVERY_MARGIN, until: at + DELIVERY_MARGIN })))
  const confirmed = joined(digests.map(spanOf))
  const whole = wholeStretches(digests).map(({ since, until }) => ({ since, until: until - DELIVERY_MARGIN }))
  const began = joined(digests.filter(({ isRestart }) => isRestart).map(spanOf))
  return { confirmed, began, missing, damaged, whole: without(joined(whole), [...missing, ...damaged]) }
}

/**
 * The stretches without a hole. A stretch ends where a restart begins, since nothing is known of the time before it. It
 * begins after the hour of the restart, in which recording began.
 */
function wholeStretches(digests: readonly DigestHour[]): Span[] {
  const restarts = digests.filter(({ isRestart }) => isRestart)
  const hours = joined(digests.filter(({ isRestart }) => !isRestart).map(spanOf))
  return without(hours, restarts.map(spanOf))
}

const spanOf = ({ start, end }: DigestHour): Span => ({ since: start, until: end })

/** A use is delivered later than it happens, and sometimes hours later: the digest file says how old the oldest event is. */
export const missingEvents = ({ start, end, oldest }: DigestHour): Span => ({
  since: Math.min(start - DELIVERY_MARGIN, oldest ?? start),
  until: end,
})
