import { groupBy } from '../../lib/group-by.ts'
import type { CallerRecord } from '../../model/report/activity.ts'
import type { LaterUseRecord, ChangedBackRecord, RefusedCallsRecord } from '../../model/retirement/retirement-watch.ts'
import { HOUR, type Instant, isoTime, MINUTE } from '../../model/time.ts'
import type { LoggedAction, SeenTrail, WatchEvent, WatchReading } from '../../model/retirement/watch-reading.ts'
import { archivedNeeds, withoutKnown } from './archived-needs.ts'

/** What shows that a key is needed. */
export interface Needs {
  refused: RefusedCallsRecord[]
  changedBack: ChangedBackRecord[]
  /** Null: CloudWatch was not asked or gave no answer. */
  requests: number | null
  /** The last use, by an archive. Null: none was found, or no archive was named. */
  archivedUse: LaterUseRecord | null
}

/** @param since the moment from which a key could not be used; before it, a call was not refused because of the plan */
export function needsOf(reading: WatchReading, since: Instant): Needs {
  const { target, trails, actions, requests } = reading
  const refused = trails.flatMap(trail => refusedIn(trail, since))
  const archived = archivedNeeds(reading, since)
  return {
    refused: [...refused, ...withoutKnown(archived.refused, refused)].toSorted((a, b) =>
      a.last_at < b.last_at ? 1 : -1,
    ),
    archivedUse: archived.use,
    // What was changed before the plan was known when it was made.
    changedBack: changesIn(trails, actions, Math.max(since, target.plannedAt)),
    requests: requests?.known === true ? sumSince(requests.value, since) : null,
  }
}

/** A use may succeed for a while after the key was disabled, and an hour that began before that counts earlier uses. */
const sumSince = (hours: readonly { start: Instant; sum: number }[], since: Instant): number =>
  hours.filter(({ start }) => start >= since + HOUR).reduce((total, { sum }) => total + sum, 0)

/** How many sessions, addresses and encryption contexts of a caller are kept. */
const EXAMPLES = 5

function refusedIn({ account, events }: SeenTrail, since: Instant): RefusedCallsRecord[] {
  const calls = events.filter(({ kind, at }) => kind === 'refused' && at >= since)
  return groupBy(calls, ({ caller, operation, error }) =>
    JSON.stringify([principalOf(caller), caller.principal_account, caller.service, operation, error]),
  ).map(group => refusedCalls(account, group as [WatchEvent, ...WatchEvent[]]))
}

function refusedCalls(account: string, group: readonly [WatchEvent, ...WatchEvent[]]): RefusedCallsRecord {
  const [{ caller, operation, error }] = group
  const times = group.map(({ at }) => at)
  return {
    account_id: account,
    principal: principalOf(caller),
    principal_account: caller.principal_account,
    service: caller.service,
    operation,
    error: error ?? '',
    calls: group.length,
    first_at: isoTime(earliest(times)),
    last_at: isoTime(latest(times)),
    sessions: examples(group.map(each => each.caller.session_name)),
    source_addresses: examples(group.map(each => each.caller.source_address)),
    encryption_contexts: examples(group.map(each => each.encryptionContext)),
  }
}

// Math.max with hundreds of thousands of arguments overflows the stack.
const latest = (times: readonly Instant[]): Instant => times.reduce((a, b) => Math.max(a, b))
const earliest = (times: readonly Instant[]): Instant => times.reduce((a, b) => Math.min(a, b))

/** Sessions of one role are one principal. Of a principal of another account, CloudTrail shows only the unique id. */
const principalOf = ({ issuer, principal, principal_id: id, service }: CallerRecord): string | null =>
  issuer ?? principal ?? (service === null ? (id?.split(':')[0] ?? null) : null)

function examples<T>(values: readonly (T | null)[]): T[] {
  const found = new Map<string, T>()
  for (const value of values) if (value !== null && found.size < EXAMPLES) found.set(JSON.stringify(value), value)
  return [...found.values()]
}

function changesIn(trails: readonly SeenTrail[], actions: readonly LoggedAction[], since: Instant) {
  const changes = (trails[0]?.events ?? []).filter(({ kind, at }) => kind === 'changed-back' && at >= since)
  return changes
    .toSorted((one, other) => other.at - one.at)
    .map((event): ChangedBackRecord => ({
      at: isoTime(event.at),
      operation: event.operation,
      principal: principalOf(event.caller),
      service: event.caller.service,
      source_address: event.caller.source_address,
      by_rollback: isLogged(event, actions),
    }))
}

/** The clock of the machine that ran the scripts may differ from that of AWS by so much. */
export const SLACK = 5 * MINUTE

const isLogged = ({ at, operation }: WatchEvent, actions: readonly LoggedAction[]): boolean =>
  actions.some(logged => OPERATIONS[logged.action] === operation && Math.abs(logged.at - at) <= SLACK)

const OPERATIONS: Readonly<Record<LoggedAction['action'], string>> = {
  disable: 'DisableKey',
  enable: 'EnableKey',
  'schedule-deletion': 'ScheduleKeyDeletion',
  'cancel-deletion': 'CancelKeyDeletion',
}
