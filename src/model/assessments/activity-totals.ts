import type { Activity, ActivityCalls } from './activity.ts'

/** By what calls can be added up. */
export type ActivityDimension = 'service' | 'operation' | 'key' | 'source' | 'account'

/** Calls that have something in common. */
export interface ActivityTotal {
  /** Null: the calls have none, such as no service. */
  name: string | null
  calls: number
  /** Failed calls by their error code. Null: not counted by source address. */
  failures: Record<string, number> | null
  first_at: string
  last_at: string
  is_lower_bound: boolean
}

/**
 * Adds up the rows of calls, the most first. A ReEncrypt counts for each of its keys. If calls may be missing, or some
 * rows are left out, totals of several accounts and Regions are lower bounds, even if each of their rows is whole.
 */
export function activityTotals(
  { calls, windows, unlisted_calls }: Pick<Activity, 'calls' | 'windows' | 'unlisted_calls'>,
  by: ActivityDimension,
): ActivityTotal[] {
  const partial = windows.filter(({ is_complete, not_understood }) => !is_complete || not_understood > 0)
  const isPartial = (name: string | null): boolean =>
    by !== 'key' && partial.some(({ account_id }) => by !== 'account' || account_id === name)
  const totals = new Map<string | null, ActivityTotal>()
  for (const row of calls)
    for (const { name, count } of partsOf(row, by)) {
      const known = totals.get(name)
      const failures = by === 'source' ? null : added(known?.failures ?? {}, row.failures)
      totals.set(name, {
        name,
        calls: (known?.calls ?? 0) + count,
        failures,
        first_at: known !== undefined && known.first_at < row.first_at ? known.first_at : row.first_at,
        last_at: known !== undefined && known.last_at > row.last_at ? known.last_at : row.last_at,
        is_lower_bound: row.is_lower_bound || known?.is_lower_bound === true || unlisted_calls > 0 || isPartial(name),
      })
    }
  return [...totals.values()].toSorted((a, b) => b.calls - a.calls || ((a.name ?? '') < (b.name ?? '') ? -1 : 1))
}

function partsOf(row: ActivityCalls, by: ActivityDimension): { name: string | null; count: number }[] {
  if (by !== 'source') return [{ name: row[FIELDS[by]], count: row.calls }]
  const named = row.sources.map(({ address, calls }) => ({ name: address, count: calls }))
  return row.other_source_calls === 0 ? named : [...named, { name: null, count: row.other_source_calls }]
}

const FIELDS = { service: 'service', operation: 'operation', key: 'key_arn', account: 'account_id' } as const

function added(some: Readonly<Record<string, number>>, more: Readonly<Record<string, number>>): Record<string, number> {
  const sum = { ...some }
  for (const [code, calls] of Object.entries(more)) sum[code] = (sum[code] ?? 0) + calls
  return sum
}
