import { callRecords, partialAccounts, principalRecords } from '../../assessments/activity/activity-records.ts'
import { deniedCalls } from '../../assessments/activity/denied.ts'
import { ActivityTally } from '../../assessments/activity/tally.ts'
import type { PlaceClient } from '../../aws/session/place-client.ts'
import type {
  Activity,
  ActivityCalls,
  ActivityKey,
  ActivityThresholds,
  ActivityWindow,
} from '../../model/assessments/activity.ts'
import type { Collected } from '../../model/assessments/assessment.ts'
import { isoTime } from '../../model/time.ts'
import type { ActivityReader } from '../../sources/activity-reader.ts'
import { HistoryReader } from '../../sources/cloudtrail/activity/history-reader.ts'
import type { AssessmentRun } from '../assess/assess.ts'
import { type AskedKeys, everyKey, findAskedKeys } from './asked-keys.ts'

export interface ActivityQuestion {
  /** Milliseconds back from the time of the run. */
  length: number
  thresholds: ActivityThresholds
  /** Pages of events to read in each account and Region. */
  maxPages: number
}

/** Reads the calls of every place, and counts them while they arrive. */
export async function collectActivity(
  reading: AssessmentRun,
  { length, thresholds, maxPages }: ActivityQuestion,
  open: (client: PlaceClient) => ActivityReader = client => new HistoryReader(client),
): Promise<Collected<Activity>> {
  const { run, visit } = reading
  const asked = await findAskedKeys(reading)
  const until = run.clock.now
  const since = until - length
  const tally = new ActivityTally()
  const windows: ActivityWindow[] = []
  const read = new Set(reading.places.map(({ place }) => `${place.account} ${place.region}`))
  const isRead = (account: string, region: string): boolean => read.has(`${account} ${region}`)
  await visit('cloudtrail:LookupEvents', async client => {
    const { account, region } = client.place
    const keys = asked.get(client)?.arns ?? null
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
  const accounts = [...new Set(windows.filter(window => !isUnread(window)).map(({ account_id }) => account_id))]
  return {
    kind: 'activity',
    since: isoTime(since),
    until: isoTime(until),
    thresholds,
    windows: windows.toSorted(byPlace),
    keys: calledKeys(calls, asked),
    principals: principalRecords(tally, windows),
    calls,
    changes: tally.changes.records(),
    compared_with: null,
    new_callers: [],
    denied: deniedCalls(calls, accounts, partialAccounts(windows)),
    unlisted_calls: tally.unlisted,
    unlisted_changes: tally.changes.unlisted,
  }
}

/** ARNs of the keys of a Region. Null: not all could be listed; a gap says why. */
async function keysOf(client: PlaceClient): Promise<string[] | null> {
  const { keys, isWhole } = await everyKey(client)
  return isWhole ? keys.map(({ arn }) => arn) : null
}

/** The aliases of the keys that were called, as far as they were listed. */
function calledKeys(calls: readonly ActivityCalls[], asked: ReadonlyMap<PlaceClient, AskedKeys>): ActivityKey[] {
  const called = new Set(calls.flatMap(({ key_arn }) => key_arn ?? []))
  return [...asked].flatMap(([{ place }, { aliases }]) => {
    const prefix = `arn:${place.partition}:kms:${place.region}:${place.account}:key/`
    const own = [...called].filter(arn => arn.startsWith(prefix)).toSorted()
    return own.map(key_arn => ({ key_arn, aliases: aliases && [...(aliases.get(key_arn.slice(prefix.length)) ?? [])] }))
  })
}

const isUnread = ({ since, pages }: ActivityWindow): boolean => since === null && pages === 0

const byPlace = (a: ActivityWindow, b: ActivityWindow): number =>
  `${a.account_id} ${a.region}` < `${b.account_id} ${b.region}` ? -1 : 1
