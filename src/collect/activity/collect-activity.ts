import { callRecords, partialAccounts, principalRecords } from '../../assessments/activity/activity-records.ts'
import { deniedCalls } from '../../assessments/activity/denied.ts'
import { ActivityTally } from '../../assessments/activity/tally.ts'
import type { PlaceClient } from '../../aws/session/place-client.ts'
import { AuditError } from '../../lib/process/exit.ts'
import type { Activity } from '../../model/assessments/activity.ts'
import type { ActivityWindow } from '../../model/assessments/activity-window.ts'
import type { Collected } from '../../model/assessments/assessment.ts'
import { sinceTime } from '../../model/since.ts'
import { dayText, type Instant, isoTime } from '../../model/time.ts'
import type { ActivityReader } from '../../sources/activity-reader.ts'
import { HistoryReader } from '../../sources/cloudtrail/activity/history-reader.ts'
import { HORIZON } from '../../sources/cloudtrail/key-events.ts'
import type { AssessmentRun } from '../assess/assess.ts'
import { openNamedArchive } from '../run/open-engines.ts'
import { placeId } from '../sweep/resolve-key.ts'
import { type AskedKeys, everyKey, findAskedKeys } from './asked-keys.ts'
import { byAccountAndRegion, calledKeys } from './called-keys.ts'
import type { ActivityQuestion } from './activity-question.ts'
import { collectArchived } from './collect-archived.ts'
import { requireListed } from './silent-keys.ts'

/** Reads the calls of every place from the archive that the run names, else from event history. */
export async function collectActivity(
  reading: AssessmentRun,
  question: ActivityQuestion,
): Promise<Collected<Activity>> {
  const archive = await openNamedArchive(reading.run)
  if (archive === null) return collectHistory(reading, question)
  return collectArchived(reading, question, archive).finally(() => archive.engine.close())
}

/** Reads the calls of every place, and counts them while they arrive. */
export async function collectHistory(
  reading: AssessmentRun,
  { since: asked, thresholds, maxPages }: ActivityQuestion,
  open: (client: PlaceClient) => ActivityReader = client => new HistoryReader(client),
): Promise<Collected<Activity>> {
  const { run, visit } = reading
  const until = run.clock.now
  const since = sinceTime(asked, until)
  requireKept(since, until)
  const keysOfPlace = await findAskedKeys(reading)
  const tally = new ActivityTally()
  const windows: ActivityWindow[] = []
  const read = new Set(reading.places.map(({ place }) => `${place.account} ${place.region}`))
  const isRead = (account: string, region: string): boolean => read.has(`${account} ${region}`)
  await visit('cloudtrail:LookupEvents', async client => {
    const { account, region } = client.place
    const keys = keysOfPlace.get(client)?.arns ?? null
    const request = { since, keys, maxPages, isRead, listKeys: () => keysOf(client) }
    const window = await open(client).read(request, {
      call: event => void (event === 'not_understood' || tally.add(event, account, region)),
      change: event => {
        const isAsked = keys === null || event.target === 'cloudtrail' || event.keys.some(key => keys.includes(key))
        if (isAsked) tally.changes.add(event, account, region)
      },
    })
    windows.push(window)
    // A Region that did not answer has a window, which says why.
    return isUnread(window) ? null : window
  })
  const calls = callRecords(tally, windows)
  const changes = tally.changes.records()
  if (run.filter.wholeArns !== null && tally.unlisted === 0)
    await requireListed(silentKeys(keysOfPlace, windows, [...calls, ...changes]))
  const accounts = [...new Set(windows.filter(window => !isUnread(window)).map(({ account_id }) => account_id))]
  return {
    kind: 'activity',
    since: isoTime(since),
    until: isoTime(until),
    thresholds,
    windows: windows.toSorted(byAccountAndRegion),
    keys: calledKeys(calls, keysOfPlace),
    principals: principalRecords(tally, windows),
    calls,
    changes,
    compared_with: null,
    new_callers: [],
    denied: deniedCalls(calls, accounts, partialAccounts(windows)),
    unlisted_calls: tally.unlisted,
    unlisted_changes: tally.changes.unlisted,
  }
}

/** The named keys without an event, in places where all events were read. A deleted key may still have events. */
function silentKeys(
  asked: ReadonlyMap<PlaceClient, AskedKeys>,
  windows: readonly ActivityWindow[],
  events: readonly { key_arn: string | null }[],
): Map<PlaceClient, string[]> {
  const called = new Set(events.map(({ key_arn }) => key_arn))
  const whole = new Set(windows.flatMap(one => (one.is_complete ? `${one.account_id} ${one.region}` : [])))
  const places = [...asked].filter(([{ place }]) => whole.has(placeId(place)))
  return new Map(places.map(([client, { arns }]) => [client, arns?.filter(arn => !called.has(arn)) ?? []]))
}

/** ARNs of the keys of a Region. Null: not all could be listed; a gap says why. */
async function keysOf(client: PlaceClient): Promise<string[] | null> {
  const { keys, isWhole } = await everyKey(client)
  return isWhole ? keys.map(({ arn }) => arn) : null
}

/** @throws AuditError (wrong usage) for a time that event history does not have */
function requireKept(since: Instant, until: Instant): void {
  if (since >= until)
    throw new AuditError('usage', `${dayText(since)} has not begun yet.`, { hint: 'Use an earlier --since.' })
  if (until - since <= HORIZON) return
  throw new AuditError(
    'usage',
    `CloudTrail keeps 90 days in its event history, and ${dayText(since)} is before that.`,
    {
      hint: 'Use --since 90d at most, or name an archive, such as --trail-archive DIR.',
    },
  )
}

const isUnread = ({ since, pages }: ActivityWindow): boolean => since === null && pages === 0
