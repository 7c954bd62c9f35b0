import { groupBy } from '../../../lib/group-by.ts'
import { joinWithAnd } from '../../../lib/text/lists.ts'
import { countNoun, countText } from '../../../lib/text/numbers.ts'
import type { KeyStatus, UncoveredTime } from '../../../model/archive/key-status.ts'
import { areOrIs, daysText, momentText, type UncoveredReason, whyText } from './uncovered-text.ts'

/** In a sentence or two: what the archive says about the last use of a key, and what keeps it from saying more. */
export function keyAnswer(key: KeyStatus): string {
  if (!key.is_archived)
    return `The archive has no file of ${key.region} in account ${key.account_id}, so it says nothing about this key.`
  if (key.last_use !== null) return usedAnswer(key, key.last_use.at)
  if (key.since === null) return 'The archive shows no use, but covers no time.'
  if (key.since >= key.until) return `The key is too new: the archive covers time only until ${momentText(key.until)}.`
  const before = key.uncovered.filter(({ is_tracked_by_kms: isTracked }) => !isTracked)
  if (before.length > 0) return `${notCovered(before)} ${WHOLE}`
  const start = startText(key.since_is, key.since)
  const older = key.since_is === 'first_covered' ? ' If the key is older, the time before is not covered.' : ''
  if (key.uncovered.length === 0) return `Not used, and all time since ${start} is covered.${older}`
  const end = momentText(key.uncovered[0]?.since ?? key.until)
  return `Not used, and all time from ${start} to ${end} is covered.${older} ${TRACKED}`
}

function startText(is: KeyStatus['since_is'], since: string): string {
  if (is === 'creation') return 'its creation'
  return is === 'given' ? 'the time of --since' : momentText(since)
}

const WHOLE = 'The key counts as never used only if all time since its creation is covered.'

const TRACKED =
  'KMS tracks uses since 2026-04-23 or later, so an audit that also asks KMS (--source kms,archive) can cover the rest.'

function usedAnswer(key: KeyStatus, last: string): string {
  const later = key.uncovered.filter(({ until }) => until > last)
  if (later.length === 0) return `Last used at ${momentText(last)}, and all time since then is covered.`
  return `Last used at ${momentText(last)}, but a later use may be missing. ${notCovered(later)}`
}

/** `4 hours on 2024-02-17 are not covered: 2 log files are missing.` */
function notCovered(times: readonly UncoveredTime[]): string {
  const hours = Math.ceil(times.reduce((sum, time) => sum + time.hours, 0))
  return `${countNoun(hours, 'hour')} ${daysText(times)} ${areOrIs(hours)} not covered: ${reasonsText(times)}.`
}

/** Reasons that are named, those of the most hours first. */
const MOST_REASONS = 2

function reasonsText(times: readonly UncoveredTime[]): string {
  const reasons = groupBy(times, ({ why }) => why)
    .map(same => ({ text: whyText(together(same)), hours: sumOf(same, ({ hours }) => hours) }))
    .toSorted((one, other) => other.hours - one.hours)
  const named = reasons
    .slice(0, MOST_REASONS)
    .map(({ text, hours }) => (reasons.length === 1 ? text : `${text} (${countText(Math.ceil(hours))} h)`))
  const more = reasons.length - named.length
  return joinWithAnd([...named, ...(more > 0 ? [countNoun(more, 'other reason')] : [])])
}

const together = (same: readonly UncoveredTime[]): UncoveredReason => ({
  why: same[0]?.why ?? '',
  missing_files: sumOf(same, ({ missing_files: files }) => files),
  damaged_files: sumOf(same, ({ damaged_files: files }) => files),
  home_files_missing: same.some(({ home_files_missing: isMissing }) => isMissing),
})

const sumOf = (times: readonly UncoveredTime[], valueOf: (time: UncoveredTime) => number): number =>
  times.reduce((sum, time) => sum + valueOf(time), 0)
