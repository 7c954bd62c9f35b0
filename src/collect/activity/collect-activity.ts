import { callRecords, principalRecords } from '../../assessments/activity/activity-records.ts'
import { deniedCalls } from '../../assessments/activity/denied.ts'
import { ActivityTally } from '../../assessments/activity/tally.ts'
import { listKeys } from '../../aws/kms/list-keys.ts'
import type { PlaceClient } from '../../aws/session/place-client.ts'
import type { Activity, ActivityThresholds, ActivityWindow } from '../../model/assessments/activity.ts'
import type { Collected } from '../../model/assessments/assessment.ts'
import { isoTime } from '../../model/time.ts'
import type { ActivityReader } from '../../sources/activity-reader.ts'
import { HistoryReader } from '../../sources/cloudtrail/activity/history-reader.ts'
import type { AssessmentRun } from '../assess/assess.ts'

export interface ActivityQuestion {
  /** Milliseconds back from the time of the run. */
  length: number
  thresholds: ActivityThresholds
  /** Pages of events to read in each account and Region. */
  maxPages: number
}

/** Reads the calls of every place, and counts them while they arrive. */
export async function collectActivity(
  { run, visit }: AssessmentRun,
  { length, thresholds, maxPages }: ActivityQuestion,
  open: (client: PlaceClient) => ActivityReader = client => new HistoryReader(client),
): Promise<Collected<Activity>> {
  const until = run.clock.now
  const since = until - length
  const tally = new ActivityTally(until)
  const windows = await visit('cloudtrail:LookupEvents', async (client): Promise<ActivityWindow | null> => {
    const { account, region } = client.place
    const request = { since, keys: null, maxPages, listKeys: () => keysOf(client) }
    const window = await open(client).read(request, {
      call: event => void (event === 'not_understood' || tally.add(event, account, region)),
      change: event => void (event === 'not_understood' || tally.changes.add(event, account, region)),
    })
    return window.since === null && window.pages === 0 ? null : window
  })
  const calls = callRecords(tally, windows)
  const accounts = [...new Set(windows.map(({ account_id }) => account_id))]
  return {
    kind: 'activity',
    since: isoTime(since),
    until: isoTime(until),
    thresholds,
    windows: windows.toSorted(byPlace),
    principals: principalRecords(tally, windows),
    calls,
    changes: tally.changes.records(),
    denied: deniedCalls(calls, accounts),
    unlisted_calls: tally.unlisted,
  }
}

/** ARNs of the keys of a Region. Null: not all could be listed; a gap says why. */
async function keysOf(client: PlaceClient): Promise<string[] | null> {
  const arns: string[] = []
  for await (const page of listKeys(client)) {
    if (!page.known) {
      client.note(page, 'kms:ListKeys')
      return null
    }
    arns.push(...page.value.map(({ arn }) => arn))
  }
  return arns
}

const byPlace = (a: ActivityWindow, b: ActivityWindow): number =>
  `${a.account_id} ${a.region}` < `${b.account_id} ${b.region}` ? -1 : 1
