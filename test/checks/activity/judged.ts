import { callRecords, partialAccounts, principalRecords } from '../../../src/assessments/activity/activity-records.ts'
import { deniedCalls } from '../../../src/assessments/activity/denied.ts'
import { ActivityTally } from '../../../src/assessments/activity/tally.ts'
import { assessmentChecks } from '../../../src/checks/assessments.ts'
import { judgeAssessment } from '../../../src/findings/assessments/judge-assessment.ts'
import { load } from '../../../src/lib/registry.ts'
import type { ActivityEvent } from '../../../src/model/assessments/activity-event.ts'
import type { Activity } from '../../../src/model/assessments/activity.ts'
import type { ActivityWindow } from '../../../src/model/assessments/activity-window.ts'
import type { Finding } from '../../../src/model/finding.ts'
import { isoTime } from '../../../src/model/time.ts'
import { ACCOUNT, NOW } from '../../assessments/activity/an-event.ts'

export const REGION = 'us-east-1'

/** A window of the last 24 hours that was read to its start. */
export const aWindow = (rest: Partial<ActivityWindow> = {}): ActivityWindow => ({
  account_id: ACCOUNT,
  region: REGION,
  since: isoTime(NOW - 86_400_000),
  until: isoTime(NOW),
  is_complete: true,
  why: null,
  search: 'region',
  pages: 1,
  events: 1,
  not_understood: 0,
  partial_keys: [],
  unread_changes: [],
  unread_trail_homes: [],
  ...rest,
})

/** The activity of these events, which were read in full. */
export function anActivity(events: readonly ActivityEvent[], rest: Partial<Activity> = {}): Activity {
  const tally = new ActivityTally()
  for (const event of events) tally.add(event, ACCOUNT, REGION)
  const windows = rest.windows ?? [aWindow()]
  const calls = callRecords(tally, windows)
  const place = {
    account_id: ACCOUNT,
    account_name: null,
    region: REGION,
    partition: 'aws',
    status: 'complete',
  } as const
  return {
    kind: 'activity',
    schema_version: 1,
    tool_version: '1.0.0',
    generated_at: isoTime(NOW),
    scope: { places: [place], checks: [], check_details: {} },
    since: isoTime(NOW - 86_400_000),
    until: isoTime(NOW),
    thresholds: { decrypts_per_day: 1000, failures_per_hour: 100, denied: 0 },
    windows,
    keys: [],
    principals: principalRecords(tally, windows),
    calls,
    changes: tally.changes.records(),
    compared_with: null,
    new_callers: [],
    denied: deniedCalls(calls, [ACCOUNT], partialAccounts(windows)),
    unlisted_calls: tally.unlisted,
    unlisted_changes: tally.changes.unlisted,
    gaps: [],
    findings: [],
    ...rest,
  }
}

/** The results of one check. */
export async function judged(id: keyof typeof assessmentChecks.activity, whole: Activity): Promise<Finding[]> {
  return judgeAssessment(whole, [await load(assessmentChecks.activity, id)]).findings
}

/** `fail: 2 calls of role app were denied …`; for a result that passed, its status. */
export const textsOf = (findings: readonly Finding[]): string[] =>
  findings.map(({ status, detail }) => (detail === '' ? status : `${status}: ${detail}`))
