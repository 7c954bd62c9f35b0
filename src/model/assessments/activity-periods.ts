import { DRY_RUN_ERROR } from '../operations/dry-run-error.ts'
import { DAY, type Instant } from '../time.ts'
import type { Activity } from './activity.ts'
import { mayLackCalls } from './missing-calls.ts'

/** The calls of a day, a month or a year, of all keys that are shown. */
export interface ActivityPeriod {
  /** `2026-01-31`, `2026-01` or `2026` */
  period: string
  uses: number
  failures: number
  /** Calls that only tested permissions. */
  dry_runs: number
  /** Number of keys that were called. */
  keys: number
  is_lower_bound: boolean
}

/** So many periods are shown at most, unless they are years. */
const MOST = 31

/**
 * Adds up the calls of an archive by day, or by month or year if there are many days. The newest first. Empty: they were
 * read from event history. Only the counts of periods in which calls may be missing are lower bounds.
 */
export function activityPeriods({
  days = [],
  windows,
  until,
  unlisted_day_calls: unlisted = 0,
}: Pick<Activity, 'days' | 'windows' | 'until' | 'unlisted_day_calls'>): ActivityPeriod[] {
  const length = [10, 7].find(each => new Set(days.map(({ day }) => day.slice(0, each))).size <= MOST) ?? 4
  const found = new Map<string, { row: ActivityPeriod; keys: Set<string> }>()
  for (const { day, key_arn, error, calls } of days) {
    const period = day.slice(0, length)
    const one = found.get(period) ?? {
      row: { period, uses: 0, failures: 0, dry_runs: 0, keys: 0, is_lower_bound: false },
      keys: new Set<string>(),
    }
    one.row[error === null ? 'uses' : error === DRY_RUN_ERROR ? 'dry_runs' : 'failures'] += calls
    one.keys.add(key_arn)
    found.set(period, one)
  }
  const periods = [...found.values()].toSorted((a, b) => (a.row.period < b.row.period ? 1 : -1))
  return periods.map(({ row, keys }, index) => {
    // Rows of older days are left out, and perhaps some rows of the oldest day that is listed.
    const isCutOff = unlisted > 0 && index === periods.length - 1
    const mayLack = mayLackCalls(windows, periodExtent(row.period), Date.parse(until))
    return { ...row, keys: keys.size, is_lower_bound: isCutOff || mayLack }
  })
}

/** The start and the end of a day, a month or a year. */
export function periodExtent(period: string): { since: Instant; until: Instant } {
  const [year = 0, month] = period.split('-').map(Number)
  const since = Date.parse(period)
  if (period.length === 10) return { since, until: since + DAY }
  return { since, until: month === undefined ? Date.UTC(year + 1, 0) : Date.UTC(year, month) }
}
