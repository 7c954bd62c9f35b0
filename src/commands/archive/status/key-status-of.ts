import type { ArchivedRefusal, ArchivedUse, KeyHistory } from '../../../model/archive/archive-question.ts'
import type { CoverageDoubt, CoveredInterval } from '../../../model/archive/coverage.ts'
import type { ArchivedUseStatus, KeyStatus, UncoveredTime } from '../../../model/archive/key-status.ts'
import { keyIdOf, placeOfArn } from '../../../model/key-arn.ts'
import { type Instant, isoTime } from '../../../model/time.ts'
import { KMS_TRACKS_SINCE } from '../../../model/tracking-start.ts'
import { doubtsWithin, timeOfKey } from '../../../usage/coverage/key-time.ts'
import { type Lacking, lackingFor } from '../../../usage/coverage/lacking.ts'
import type { PlaceCoverage } from './place-coverage.ts'
import { hoursOf } from './status-of.ts'

/** A key with what the archive has of it. */
export interface AskedKey {
  arn: string
  history: KeyHistory | null
  /** The time of its CreateKey event. Null: the archive does not have the event. */
  created: Instant | null
}

/** Returns what the archive shows about a key, and which files are missing in the time that the key needs. */
export function statusOfKey(
  { arn, history, created }: AskedKey,
  place: PlaceCoverage,
  given: Instant | null,
): { status: KeyStatus; lacking: Lacking[] } {
  const { coverage, lacking, now } = place
  const { account, region } = placeOfArn(arn)
  const { from, since_is } = beginningOf(place, created, given)
  const time = timeOfKey(from ?? now, now)
  const doubts = doubtsWithin(coverage, time)
  const doubtful = doubts.reduce((sum, { since, until }) => sum + until - since, 0)
  const until = Math.max(time.until, ...doubts.map(doubt => doubt.until))
  const whole = Math.max(0, until - time.since)
  const status: KeyStatus = {
    key_arn: arn,
    account_id: account,
    region,
    key_id: keyIdOf(arn),
    is_archived: place.isThere,
    created_at: created === null ? null : isoTime(created),
    uses: usesOf(history),
    first_use: useRow(history?.first ?? null),
    last_use: useRow(history?.last ?? null),
    last_refusal: refusalRow(history?.refused ?? null),
    since: from === null ? null : isoTime(from),
    since_is,
    until: isoTime(until),
    covered_hours: hoursOf([{ since: 0, until: whole - doubtful }]),
    uncovered_hours: hoursOf(doubts),
    uncovered: doubts.flatMap(doubt => uncoveredTimes(doubt, place)),
    audit_may_cover_more: place.mayCoverMore(time, doubtful),
  }
  return { status, lacking: lackingFor(lacking, neededTime(doubts, history?.last?.at ?? null)) }
}

/**
 * The uncovered time in which files can give an audit a better answer. Time before the last use is left out, and so is
 * time in which KMS tracks uses, unless only such time is left.
 */
function neededTime(doubts: readonly CoverageDoubt[], lastUse: Instant | null): CoveredInterval[] {
  const later = doubts.filter(({ until }) => lastUse === null || until > lastUse)
  const untracked = later.filter(({ since }) => since < KMS_TRACKS_SINCE)
  return untracked.length === 0
    ? later
    : untracked.map(({ since, until }) => ({ since, until: Math.min(until, KMS_TRACKS_SINCE) }))
}

/** A key was not used before it was created, whatever time the user names. */
function beginningOf(
  { coverage }: PlaceCoverage,
  created: Instant | null,
  given: Instant | null,
): { from: Instant | null; since_is: KeyStatus['since_is'] } {
  if (created !== null && created >= (given ?? created)) return { from: created, since_is: 'creation' }
  if (given !== null) return { from: given, since_is: 'given' }
  return { from: coverage.intervals[0]?.since ?? null, since_is: 'first_covered' }
}

const usesOf = (history: KeyHistory | null): number =>
  (history?.days ?? []).reduce((sum, { error, events }) => sum + (error === null ? events : 0), 0)

const useRow = (use: ArchivedUse | null): ArchivedUseStatus | null =>
  use && { at: isoTime(use.at), operation: use.operation, principal: use.principal, service: use.service }

const refusalRow = (refused: ArchivedRefusal | null): KeyStatus['last_refusal'] =>
  refused && {
    at: isoTime(refused.at),
    operation: refused.operation,
    principal: refused.principal,
    service: refused.service,
    error: refused.error,
  }

/** Returns one record, or two if KMS began to track uses within the time. */
function uncoveredTimes({ since, until, why }: CoverageDoubt, { ownLogs, elsewhere }: PlaceCoverage): UncoveredTime[] {
  const parts = [
    { since, until: Math.min(until, KMS_TRACKS_SINCE), is_tracked_by_kms: false },
    { since: Math.max(since, KMS_TRACKS_SINCE), until, is_tracked_by_kms: true },
  ]
  return parts.flatMap(({ is_tracked_by_kms, ...part }) =>
    part.since >= part.until
      ? []
      : [
          {
            since: isoTime(part.since),
            until: isoTime(part.until),
            hours: hoursOf([part]),
            why,
            ...lostIn(part, ownLogs),
            home_files_missing: lackingFor(elsewhere, [part]).length > 0,
            is_tracked_by_kms,
          },
        ],
  )
}

/** Each log file counts once, even if two digest files name it. */
function lostIn(
  part: CoveredInterval,
  lacking: readonly Lacking[],
): Pick<UncoveredTime, 'missing_files' | 'damaged_files'> {
  const lost = new Map(lackingFor(lacking, [part]).map(({ log }) => [log?.name, log?.why ?? null]))
  const damaged = [...lost.values()].filter(why => why !== null).length
  return { missing_files: lost.size - damaged, damaged_files: damaged }
}
