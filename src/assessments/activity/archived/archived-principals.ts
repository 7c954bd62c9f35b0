import type { ArchivedDay } from '../../../model/archive/archive-question.ts'
import type { ActivityPrincipal } from '../../../model/assessments/activity.ts'
import { DRY_RUN_ERROR } from '../../../model/operations/dry-run-error.ts'
import { DAY, isoTime } from '../../../model/time.ts'
import { accountOf, type ArchivedPlace, byCalls, startOf } from './archived-place.ts'

/** What is counted of a principal. */
interface Counted {
  row: ActivityPrincipal
  /** Successful Decrypt calls by day. */
  decrypts: Map<string, number>
}

/**
 * Returns a row for each principal, the one with the most calls first. A ReEncrypt counts for each of its keys, because an
 * archive counts by key.
 *
 * @param partial accounts in which calls may be missing, in any Region
 */
export function archivedPrincipals(
  places: readonly ArchivedPlace[],
  partial: ReadonlySet<string>,
): ActivityPrincipal[] {
  const counted = new Map<string, Counted>()
  for (const place of places)
    for (const { days } of place.keys)
      for (const day of days) {
        const id = JSON.stringify([place.account_id, ...whoOf(day)])
        const known = counted.get(id) ?? { row: nothingOf(place, day), decrypts: new Map<string, number>() }
        counted.set(id, countedDay(known, place, day))
      }
  const rows = [...counted.values()].map(withPeak)
  return rows.map(row => ({ ...row, is_lower_bound: partial.has(row.account_id) })).toSorted(byCalls(principalId))
}

/** A service that calls on behalf of a principal does not count as a principal. */
const whoOf = ({ principal, service }: ArchivedDay): [string | null, string | null] => [
  principal,
  principal === null ? service : null,
]

function nothingOf({ account_id, region }: ArchivedPlace, day: ArchivedDay): ActivityPrincipal {
  const [principal, service] = whoOf(day)
  return {
    account_id,
    principal,
    principal_account: accountOf(principal),
    service,
    calls: 0,
    failures: 0,
    dry_runs: 0,
    sessions: null,
    first_at: startOf(day.day),
    last_at: startOf(day.day),
    most_decrypts_a_day: 0,
    most_decrypts_until: null,
    most_failures_an_hour: null,
    most_failures_until: null,
    is_lower_bound: false,
    last_region: region,
    last_session: null,
    precision: 'day',
  }
}

function countedDay({ row, decrypts }: Counted, { region }: ArchivedPlace, one: ArchivedDay): Counted {
  const { day, error, events, operation } = one
  const at = startOf(day)
  if (operation === 'Decrypt' && error === null) decrypts.set(day, (decrypts.get(day) ?? 0) + events)
  row.calls += events
  if (error === DRY_RUN_ERROR) row.dry_runs = (row.dry_runs ?? 0) + events
  else if (error !== null) row.failures += events
  if (at < row.first_at) row.first_at = at
  if (at >= row.last_at) [row.last_at, row.last_region] = [at, region]
  return { row, decrypts }
}

function withPeak({ row, decrypts }: Counted): ActivityPrincipal {
  const [first] = [...decrypts].toSorted(([a, one], [b, other]) => other - one || (a < b ? -1 : 1))
  if (first === undefined) return row
  const [day, calls] = first
  return {
    ...row,
    most_decrypts_a_day: calls,
    most_decrypts_until: isoTime(Date.parse(startOf(day)) + DAY),
  }
}

const principalId = ({ account_id, principal, service }: ActivityPrincipal): string =>
  JSON.stringify([account_id, principal, service])
