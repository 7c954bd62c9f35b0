import { archives } from '../../archives/registry.ts'
import { partialAccounts } from '../../assessments/activity/activity-records.ts'
import { archivedCalls } from '../../assessments/activity/archived/archived-calls.ts'
import { archivedDays } from '../../assessments/activity/archived/archived-days.ts'
import type { ArchivedPlace } from '../../assessments/activity/archived/archived-place.ts'
import { archivedPrincipals } from '../../assessments/activity/archived/archived-principals.ts'
import { deniedCalls } from '../../assessments/activity/denied.ts'
import { AuditError } from '../../lib/process/exit.ts'
import type { ArchivedRefusal, ArchivedUse, KeyHistory } from '../../model/archive/archive-question.ts'
import type { ActivityWindow } from '../../model/assessments/activity-window.ts'
import type { Activity, ActivityKey } from '../../model/assessments/activity.ts'
import type { ArchivedCall } from '../../model/assessments/archived-activity.ts'
import type { Collected } from '../../model/assessments/assessment.ts'
import { sinceTime } from '../../model/since.ts'
import { DAY, dayText, type Instant, isoTime } from '../../model/time.ts'
import { type OpenArchive, readArchivedActivity } from '../../sources/archive/read-archived-activity.ts'
import type { AssessmentRun } from '../assess/assess.ts'
import { trailHistories } from '../run/trail-histories.ts'
import { findAskedKeys } from './asked-keys.ts'
import { byAccountAndRegion, calledKeys } from './called-keys.ts'
import type { ActivityQuestion } from './activity-question.ts'
import { searchedClients } from './searched-clients.ts'
import { SilentKeys } from './silent-keys.ts'

/**
 * Reads the calls of every place from an archive. It has compact facts: calls by day, without addresses, sessions and
 * encryption contexts, and only of cryptographic operations.
 */
export async function collectArchived(
  reading: AssessmentRun,
  question: Pick<ActivityQuestion, 'since' | 'until' | 'thresholds'>,
  archive: OpenArchive,
): Promise<Collected<Activity>> {
  const { run, visit } = reading
  const until = Math.min(question.until ?? run.clock.now, run.clock.now)
  // An archive counts by whole days.
  const since = Math.floor(sinceTime(question.since, run.clock.now) / DAY) * DAY
  if (since >= until)
    throw new AuditError('usage', `The time to read starts on ${dayText(since)}, after it ends.`, {
      hint: 'Use a --since that is earlier than --until.',
    })
  reading.choose(searchedClients(reading, archive))
  const asked = await findAskedKeys(reading)
  const arns = [...asked.values()].map(place => place.arns)
  const among = arns.every(each => each !== null) ? { among: arns.flat() } : {}
  const historyOf = trailHistories(run, reading.places)
  const windows: ActivityWindow[] = []
  const places: ArchivedPlace[] = []
  const deliveries: (Instant | null)[] = []
  const silent = new SilentKeys(reading, archive)
  await visit(archives[archive.id].operation, async client => {
    const keys = asked.get(client)?.arns ?? null
    const { account: account_id, region } = client.place
    const trailHistory = (home: string) => historyOf(account_id, home)
    const asks = { since, until, keys, trailHistory, ...among }
    const found = await readArchivedActivity(client, archive, asks)
    const window = silent.add(client, found, keys)
    windows.push(window)
    deliveries.push(found.lastDelivery)
    if (window.since === null) return null
    places.push({ account_id, region, keys: found.keys, window })
    return window
  })
  await silent.requireListed()
  const ended = endText(deliveries, since)
  if (ended !== null) reading.note(ended)
  places.sort(byAccountAndRegion)
  const { calls, unlisted } = archivedCalls(places)
  const { days, unlisted: unlistedDays } = archivedDays(places, until)
  const histories = places.flatMap(({ keys }) => keys)
  const accounts = [...new Set(places.map(({ account_id }) => account_id))]
  return {
    kind: 'activity',
    since: isoTime(since),
    until: isoTime(until),
    thresholds: question.thresholds,
    windows: windows.toSorted(byAccountAndRegion),
    keys: withUses(calledKeys(calls, asked), histories),
    principals: archivedPrincipals(places, partialAccounts(windows)),
    calls,
    changes: [],
    compared_with: null,
    new_callers: [],
    // An archive shows denied calls only for cryptographic operations.
    denied: deniedCalls(calls, accounts, new Set(accounts)),
    unlisted_calls: unlisted,
    unlisted_changes: 0,
    days,
    unlisted_day_calls: unlistedDays,
  }
}

/** Says that the log files end before the time to read. Null: they do not, or their end is not known. */
function endText(deliveries: readonly (Instant | null)[], since: Instant): string | null {
  const known = deliveries.filter(each => each !== null)
  const last = Math.max(...known)
  if (known.length < deliveries.length || known.length === 0 || last >= since) return null
  const earlier = dayText(last - 30 * DAY)
  return `The last log file was delivered on ${dayText(last)}, before the requested time. Use an earlier --since, such as ${earlier}.`
}

function withUses(keys: readonly ActivityKey[], histories: readonly KeyHistory[]): ActivityKey[] {
  const byArn = new Map(histories.map(history => [history.key, history]))
  return keys.map(key => {
    const { first = null, last = null, refused = null } = byArn.get(key.key_arn) ?? {}
    return {
      ...key,
      first_use: first && useOf(first),
      last_use: last && useOf(last),
      last_refusal: refused && toCall(refused),
    }
  })
}

const useOf = ({ eventId, ...use }: ArchivedUse): ArchivedCall => ({
  ...toCall({ ...use, error: null }),
  event_id: eventId,
})

const toCall = ({
  at,
  operation,
  principal,
  service,
  error,
}: Omit<ArchivedRefusal, 'error'> & { error: string | null }): ArchivedCall => ({
  at: isoTime(at),
  operation,
  principal,
  service,
  error,
  event_id: null,
})
