import type { Activity } from './activity.ts'

/** The calls of a day, a month or a year, of all keys that are shown. */
export interface ActivityPeriod {
  /** `2026-01-31`, `2026-01` or `2026` */
  period: string
  uses: number
  failures: number
  /** Number of keys that were called. */
  keys: number
  is_lower_bound: boolean
}

/** So many periods are shown at most, unless they are years. */
const MOST = 31

/**
 * Adds up the calls of an archive by day, or by month or year if there are many days. The newest first. Empty: they were
 * read from event history.
 */
export function activityPeriods({ days = [], windows }: Pick<Activity, 'days' | 'windows'>): ActivityPeriod[] {
  const length = [10, 7].find(each => new Set(days.map(({ day }) => day.slice(0, each))).size <= MOST) ?? 4
  const isPartial = windows.some(({ is_complete }) => !is_complete)
  const found = new Map<string, { row: ActivityPeriod; keys: Set<string> }>()
  for (const { day, key_arn, error, calls } of days) {
    const period = day.slice(0, length)
    const one = found.get(period) ?? {
      row: { period, uses: 0, failures: 0, keys: 0, is_lower_bound: isPartial },
      keys: new Set<string>(),
    }
    one.row[error === null ? 'uses' : 'failures'] += calls
    one.keys.add(key_arn)
    found.set(period, one)
  }
  return [...found.values()]
    .map(({ row, keys }) => ({ ...row, keys: keys.size }))
    .toSorted((a, b) => (a.period < b.period ? 1 : -1))
}
