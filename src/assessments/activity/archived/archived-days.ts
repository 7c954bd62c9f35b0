import { compareTexts } from '../../../lib/text/compare-texts.ts'
import { periodExtent } from '../../../model/assessments/activity-periods.ts'
import type { ActivityDay } from '../../../model/assessments/archived-activity.ts'
import { mayLackCalls } from '../../../model/assessments/missing-calls.ts'
import type { Instant } from '../../../model/time.ts'
import type { ArchivedPlace } from './archived-place.ts'

/** Rows that are kept: years of one busy key, or weeks of many. */
const MOST_DAYS = 50_000

/**
 * Returns the calls by day, the newest first, and how many calls are in older rows that are not kept.
 *
 * @param until the end of the time that was asked about
 */
export function archivedDays(
  places: readonly ArchivedPlace[],
  until: Instant,
): { days: ActivityDay[]; unlisted: number } {
  const all = places.flatMap(place => rowsByDay(place, until))
  // The sort is stable: within a day, rows stay by account, Region and key.
  const sorted = all.toSorted((a, b) => compareTexts(b.day, a.day))
  return {
    days: sorted.slice(0, MOST_DAYS),
    unlisted: sorted.slice(MOST_DAYS).reduce((sum, { calls }) => sum + calls, 0),
  }
}

function rowsByDay({ account_id, region, keys, window }: ArchivedPlace, end: Instant): ActivityDay[] {
  const partial = new Map<string, boolean>()
  const isPartial = (day: string): boolean => {
    const known = partial.get(day) ?? mayLackCalls([window], periodExtent(day), end)
    partial.set(day, known)
    return known
  }
  return keys.flatMap(({ key: key_arn, days }) =>
    days.map(({ day, principal, service, operation, error, events: calls }): ActivityDay => ({
      account_id,
      region,
      key_arn,
      day,
      principal,
      service,
      operation,
      error,
      calls,
      ...(isPartial(day) && { is_lower_bound: true }),
    })),
  )
}
