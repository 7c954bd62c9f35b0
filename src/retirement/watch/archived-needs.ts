import type { ArchivedDay, KeyHistory } from '../../model/archive/archive-question.ts'
import type { LaterUseRecord, RefusedCallsRecord } from '../../model/retirement/retirement-watch.ts'
import type { WatchReading } from '../../model/retirement/watch-reading.ts'
import { dayText, HOUR, type Instant, isoTime } from '../../model/time.ts'
import { STATE_ERROR } from '../../model/operations/state-errors.ts'

/** What an archive shows of a key since it could not be used. Its silence means nothing here. */
export interface ArchivedNeeds {
  refused: RefusedCallsRecord[]
  /** The last use. Null: none was found. */
  use: LaterUseRecord | null
}

/**
 * Reads what an archive shows. It counts by day: refused calls of the day on which the key was disabled count, because a
 * caller that is overlooked is worse than one too many.
 *
 * @param since the moment from which the key could not be used; if nothing shows it, calls since the plan count
 */
export function archivedNeeds(reading: WatchReading, since: Instant): ArchivedNeeds {
  const { archived, target } = reading
  const history = archived?.known === true ? archived.value : null
  if (history === null) return { refused: [], use: null }
  const from = Number.isFinite(since) ? since : target.plannedAt
  return { refused: refusedCallsIn(history, from, target.account), use: useIn(history, from) }
}

/** A use may succeed for a while after the key was disabled. */
function useIn({ last }: KeyHistory, from: Instant): LaterUseRecord | null {
  if (last === null || last.at < from + HOUR) return null
  const { at, operation, principal, service } = last
  return { at: isoTime(at), operation, principal, service }
}

function refusedCallsIn({ days, refused }: KeyHistory, from: Instant, account: string): RefusedCallsRecord[] {
  const found = new Map<string, RefusedCallsRecord>()
  for (const one of days) {
    if (one.error === null || !STATE_ERROR.test(one.error) || one.day < dayText(from)) continue
    const id = JSON.stringify([one.principal, one.service, one.operation, one.error])
    found.set(id, withCallsOf(found.get(id), one, one.error, account))
  }
  // Of the last of them, the archive has the time.
  for (const record of found.values())
    if (refused !== null && isSameCall(record, refused)) record.last_at = isoTime(refused.at)
  return [...found.values()]
}

type Call = Pick<RefusedCallsRecord, 'operation' | 'principal' | 'service' | 'error'>

const isSameCall = (one: Call, other: Call): boolean =>
  one.operation === other.operation &&
  one.principal === other.principal &&
  one.service === other.service &&
  one.error === other.error

function withCallsOf(
  known: RefusedCallsRecord | undefined,
  { day, operation, principal, service, events }: ArchivedDay,
  error: string,
  account: string,
): RefusedCallsRecord {
  const at = `${day}T00:00:00Z`
  if (known !== undefined)
    return {
      ...known,
      calls: known.calls + events,
      first_at: at < known.first_at ? at : known.first_at,
      last_at: at > known.last_at ? at : known.last_at,
    }
  return {
    account_id: account,
    principal,
    principal_account: principal?.split(':')[4] || null,
    service,
    operation,
    error,
    calls: events,
    first_at: at,
    last_at: at,
    sessions: [],
    source_addresses: [],
    encryption_contexts: [],
    source: 'archive',
  }
}

/** The calls of an archive that event history does not show as well. */
export const withoutKnown = (
  archived: readonly RefusedCallsRecord[],
  known: readonly RefusedCallsRecord[],
): RefusedCallsRecord[] => archived.filter(one => !known.some(other => isSameCall(one, other)))
