import { compareTexts } from '../../lib/text/compare-texts.ts'
import type { ActivityCalls, ActivityPrincipal, ActivitySource } from '../../model/assessments/activity.ts'
import type { ActivityWindow } from '../../model/assessments/activity-window.ts'
import { isoTime } from '../../model/time.ts'
import type { ActivityTally } from './tally.ts'

/** Returns the rows of calls, the one with the most calls first. */
export function callRecords({ calls }: ActivityTally, windows: readonly ActivityWindow[]): ActivityCalls[] {
  const partial = partialOf(windows)
  return [...calls.values()]
    .map(({ row, tally }): ActivityCalls => ({
      ...row,
      calls: tally.calls,
      failures: Object.fromEntries([...(tally.failures ?? [])].toSorted(byCount)),
      dry_runs: tally.dryRuns,
      with_disabled_key: tally.withDisabledKey,
      with_key_pending_deletion: tally.withKeyPendingDeletion,
      first_at: isoTime(tally.first),
      last_at: isoTime(tally.last),
      sources: [...tally.sources]
        .toSorted(byCount)
        .map(([address, count]): ActivitySource => ({ address, calls: count })),
      other_source_calls: tally.otherSourceCalls,
      resources: [...(tally.resources ?? [])].toSorted(),
      has_more_resources: tally.hasMoreResources,
      without_context: row.principal === null || row.service !== null ? null : tally.withoutContext,
      is_lower_bound: partial.isPartial(row),
    }))
    .toSorted((a, b) => b.calls - a.calls || compareTexts(idOf(a), idOf(b)))
}

/** Returns a row for each principal, the one with the most calls first. */
export function principalRecords(
  { principals }: ActivityTally,
  windows: readonly ActivityWindow[],
): ActivityPrincipal[] {
  const partial = partialAccounts(windows)
  return [...principals.values()]
    .map(({ row, tally }): ActivityPrincipal => {
      const [day, hour] = [tally.busiestDay, tally.worstHour]
      return {
        ...row,
        calls: tally.calls,
        failures: tally.failures,
        dry_runs: tally.dryRuns,
        sessions: tally.sessions.size,
        first_at: isoTime(tally.first),
        last_at: isoTime(tally.last),
        most_decrypts_a_day: day.calls,
        most_decrypts_until: day.until === null ? null : isoTime(day.until),
        most_failures_an_hour: hour.calls,
        most_failures_until: hour.until === null ? null : isoTime(hour.until),
        is_lower_bound: partial.has(row.account_id) || tally.hasMoreSessions,
        last_region: tally.lastRegion,
        last_session: tally.lastSession,
      }
    })
    .toSorted((a, b) => b.calls - a.calls || compareTexts(idOf(a), idOf(b)))
}

/** Accounts whose events of the time were not all read. */
export const partialAccounts = (windows: readonly ActivityWindow[]): ReadonlySet<string> =>
  new Set(windows.filter(isPartial).map(({ account_id }) => account_id))

/** Whether a window does not have every event of the time. */
const isPartial = ({ is_complete, not_understood }: ActivityWindow): boolean => !is_complete || not_understood > 0

/** Which rows have counts from a part of the time. */
function partialOf(windows: readonly ActivityWindow[]) {
  const byPlace = new Map(windows.map(window => [`${window.account_id} ${window.region}`, window]))
  return {
    isPartial({
      account_id,
      region,
      key_arn,
    }: {
      account_id: string
      region: string
      key_arn: string | null
    }): boolean {
      const window = byPlace.get(`${account_id} ${region}`)
      if (window === undefined || window.not_understood > 0) return true
      if (window.search === 'keys') return window.partial_keys.some(partial => partial.key_arn === key_arn)
      return !window.is_complete
    },
  }
}

const byCount = ([a, one]: [string, number], [b, other]: [string, number]): number => other - one || compareTexts(a, b)

const idOf = (row: {
  account_id: string
  region?: string
  key_arn?: string | null
  principal: string | null
  service: string | null
  operation?: string
}): string => [row.account_id, row.region, row.key_arn, row.principal, row.service, row.operation].join('|')
