import type { ComparedActivity, ComparedWindow, NewCaller } from '../../model/assessments/activity-comparison.ts'
import type { Activity, ActivityCalls } from '../../model/assessments/activity.ts'
import { networkOf } from './source-network.ts'

/** Returns the document with the callers of each key that an earlier result does not have. */
export const comparedWith = <A extends Pick<Activity, 'calls' | 'compared_with' | 'new_callers'>>(
  whole: A,
  earlier: Activity,
): A => ({
  ...whole,
  compared_with: summaryOf(earlier),
  new_callers: newCallers(whole.calls, earlier),
})

function summaryOf({ generated_at, since, until, windows, calls, unlisted_calls }: Activity): ComparedActivity {
  const isUnlisted = new Set(
    calls.filter(row => row.other_source_calls > 0).map(({ account_id, region }) => `${account_id} ${region}`),
  )
  return {
    generated_at,
    since,
    until,
    windows: windows.map(
      ({ account_id, region, since: reached, until: end, is_complete, not_understood }): ComparedWindow => ({
        account_id,
        region,
        since: reached,
        until: end,
        is_complete:
          is_complete && not_understood === 0 && unlisted_calls === 0 && !isUnlisted.has(`${account_id} ${region}`),
      }),
    ),
  }
}

/** Principals, services and source networks of each key, each with the number of its calls. The most calls first. */
export function newCallers(calls: readonly ActivityCalls[], earlier: Pick<Activity, 'calls'>): NewCaller[] {
  const known = new Set<string>()
  for (const row of earlier.calls) for (const caller of callersOf(row)) known.add(nameOf(caller))
  const found = new Map<string, NewCaller>()
  for (const row of calls)
    for (const caller of callersOf(row)) {
      const name = nameOf(caller)
      if (known.has(name)) continue
      const before = found.get(name)
      if (before === undefined) found.set(name, caller)
      else
        found.set(name, {
          ...before,
          calls: before.calls + caller.calls,
          first_at: before.first_at < caller.first_at ? before.first_at : caller.first_at,
        })
    }
  return [...found.values()].toSorted((a, b) => b.calls - a.calls || (nameOf(a) < nameOf(b) ? -1 : 1))
}

/** What a row says about who called the key. Failed calls count: an attempt is worth knowing. */
function callersOf(row: ActivityCalls): NewCaller[] {
  const { account_id, region, key_arn, principal, service, first_at } = row
  if (key_arn === null) return []
  const on = { account_id, region, key_arn, first_at }
  const networks = new Map<string, number>()
  for (const { address, calls } of row.sources) {
    const network = networkOf(address)
    if (network !== null) networks.set(network, (networks.get(network) ?? 0) + calls)
  }
  return [
    ...(principal === null ? [] : [{ ...on, kind: 'principal' as const, name: principal, calls: row.calls }]),
    ...(service === null ? [] : [{ ...on, kind: 'service' as const, name: service, calls: row.calls }]),
    ...[...networks].map(([name, calls]) => ({ ...on, kind: 'network' as const, name, calls })),
  ]
}

const nameOf = ({ account_id, key_arn, kind, name }: NewCaller): string => `${account_id} ${key_arn} ${kind} ${name}`
