import { countNoun, countText } from '../../lib/text/numbers.ts'
import { safeText } from '../../lib/text/safe-text.ts'
import type { Activity, ActivityCalls } from '../../model/assessments/activity.ts'
import { keyIdOf } from '../../model/key-arn.ts'
import { minuteText } from '../../model/time.ts'
import { whoText } from './who-text.ts'

/** A count from a part of the time is the least that it can be: `>= 1,200`. */
export const least = (count: number, isLowerBound: boolean): string => `${isLowerBound ? '>= ' : ''}${countText(count)}`

/** The same of a count that an archive does not keep: `-`. */
export const leastOrNone = (count: number | null, isLowerBound: boolean): string =>
  count === null ? '-' : least(count, isLowerBound)

/** `2026-11-20 14:30 UTC`; of an archive, which counts by day: `2026-11-20` */
export const timeText = (time: string, precision?: 'day'): string =>
  precision === 'day' ? time.slice(0, 10) : minuteText(Date.parse(time))

/** `AccessDenied 12, ThrottlingException 3`; `-` if no call failed. */
export const failuresText = (failures: Readonly<Record<string, number>>): string =>
  Object.entries(failures)
    .map(([code, calls]) => `${safeText(code)} ${countText(calls)}`)
    .join(', ') || '-'

/** `AccessDenied 12, 3 dry runs`; `-` if every call succeeded. A dry run tests permissions, and uses no key. */
export function outcomesText({
  failures,
  dry_runs: dryRuns = 0,
}: Pick<ActivityCalls, 'failures' | 'dry_runs'>): string {
  const failed = failuresText(failures)
  if (dryRuns === 0) return failed
  return `${failed === '-' ? '' : `${failed}, `}${countNoun(dryRuns, 'dry run')}`
}

/** `role/orders-api via dynamodb.amazonaws.com` */
export const callerOf = (row: ActivityCalls): string =>
  row.principal !== null && row.service !== null ? `${whoText(row)} via ${safeText(row.service)}` : whoText(row)

/** The address if all calls came from one, else the number of addresses. */
export const sourcesText = ({ sources, other_source_calls: others }: ActivityCalls): string => {
  const [first] = sources
  if (first === undefined) return '-'
  return sources.length === 1 && others === 0
    ? safeText(first.address)
    : `${others > 0 ? 'over ' : ''}${countText(sources.length)} addresses`
}

/** The key of all rows of calls. Null: there are several, or calls without a key. */
export function onlyKey({ calls }: Pick<Activity, 'calls'>): string | null {
  const [first, ...others] = new Set(calls.map(({ key_arn }) => key_arn))
  return others.length === 0 ? (first ?? null) : null
}

/** Returns a function that names a key by its first alias, else by its ID; a key of another account by its ARN. */
export function keyNames({ keys, scope }: Pick<Activity, 'keys' | 'scope'>): (arn: string | null) => string {
  const aliases = new Map(keys.map(key => [key.key_arn, key.aliases?.[0]]))
  const accounts = new Set(scope.places.map(({ account_id }) => account_id))
  return arn => {
    if (arn === null) return '-'
    const alias = aliases.get(arn)
    if (alias !== undefined) return safeText(alias.replace(/^alias\//, ''))
    return safeText(accounts.has(arn.split(':')[4] ?? '') ? keyIdOf(arn) : arn)
  }
}

/** `38 successful calls of principals without an encryption context`; null: there were none. */
export function withoutContextText({ calls }: Pick<Activity, 'calls'>): string | null {
  const rows = calls.filter(row => (row.without_context ?? 0) > 0)
  if (rows.length === 0) return null
  const sum = rows.reduce((all, row) => all + (row.without_context ?? 0), 0)
  const isLowerBound = rows.some(row => row.is_lower_bound)
  return `${least(sum, isLowerBound)} successful calls of principals carry no encryption context, which names what was decrypted`
}
