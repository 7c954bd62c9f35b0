import type { ArchivedDay } from '../../../model/archive/archive-question.ts'
import type { ActivityCalls } from '../../../model/assessments/activity.ts'
import { DRY_RUN_ERROR } from '../../../model/operations/dry-run-error.ts'
import { STATE_ERRORS } from '../../../model/operations/state-errors.ts'
import { accountOf, type ArchivedPlace, byCalls, startOf } from './archived-place.ts'

/** Rows that are kept: as many as of event history. */
const MOST_ROWS = 20_000

/** Returns a row for each key, principal, service and operation, and how many calls are in rows that are not kept. */
export function archivedCalls(places: readonly ArchivedPlace[]): { calls: ActivityCalls[]; unlisted: number } {
  const all = places.flatMap(rowsOf).toSorted(byCalls(rowId))
  const unlisted = all.slice(MOST_ROWS).reduce((sum, { calls }) => sum + calls, 0)
  return { calls: all.slice(0, MOST_ROWS), unlisted }
}

function rowsOf({ account_id, region, keys, window }: ArchivedPlace): ActivityCalls[] {
  return keys.flatMap(({ key, days }) => {
    const rows = new Map<string, ActivityCalls>()
    for (const day of days) {
      const { principal, service, operation } = day
      const id = JSON.stringify([principal, service, operation])
      const known = rows.get(id)
      const on = { account_id, region, key_arn: key, principal, principal_account: accountOf(principal) }
      rows.set(
        id,
        withDay(known ?? { ...on, service, operation, ...nothingOn(day), is_lower_bound: !window.is_complete }, day),
      )
    }
    return [...rows.values()]
  })
}

/** An archive keeps neither addresses nor what a call decrypted. */
const nothingOn = ({ day }: ArchivedDay) => ({
  calls: 0,
  failures: {},
  dry_runs: 0,
  with_disabled_key: 0,
  with_key_pending_deletion: 0,
  with_unusable_key: 0,
  first_at: startOf(day),
  last_at: startOf(day),
  sources: [],
  other_source_calls: 0,
  resources: [],
  has_more_resources: false,
  without_context: null,
  precision: 'day' as const,
})

function withDay(row: ActivityCalls, { day, error, events }: ArchivedDay): ActivityCalls {
  const at = startOf(day)
  const isState = error !== null && STATE_ERRORS.has(error)
  const isDryRun = error === DRY_RUN_ERROR
  return {
    ...row,
    calls: row.calls + events,
    failures:
      error === null || isDryRun ? row.failures : { ...row.failures, [error]: (row.failures[error] ?? 0) + events },
    dry_runs: (row.dry_runs ?? 0) + (isDryRun ? events : 0),
    with_unusable_key: (row.with_unusable_key ?? 0) + (isState ? events : 0),
    first_at: at < row.first_at ? at : row.first_at,
    last_at: at > row.last_at ? at : row.last_at,
  }
}

const rowId = ({ account_id, region, key_arn, principal, service, operation }: ActivityCalls): string =>
  JSON.stringify([account_id, region, key_arn, principal, service, operation])
