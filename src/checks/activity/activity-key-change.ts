import { groupBy } from '../../lib/group-by.ts'
import { listText } from '../../lib/text/lists.ts'
import { countText } from '../../lib/text/numbers.ts'
import { HIDES_KMS } from '../../model/assessments/activity-changes.ts'
import type { Activity, ActivityChange } from '../../model/assessments/activity.ts'
import type { Severity } from '../../model/finding.ts'
import { keyIdOf } from '../../model/key-arn.ts'
import type { AssessmentCheck, SubjectResult } from '../assessment-check.ts'
import { fail } from '../check.ts'
import { lookUpEvents } from './shared/look-up-events.ts'
import { whyChangesUnread, withPlaces } from './shared/sight.ts'
import { callerText } from './shared/who.ts'

const check: AssessmentCheck<Activity> = {
  id: 'activity-key-change',
  title: 'Changes of KMS keys and CloudTrail trails should be expected',
  severity: 'medium',
  why: 'A new key policy or grant decides who can decrypt, a disabled or deleted key makes data unreadable, and a changed trail can hide what happens next.',
  docs: 'https://docs.aws.amazon.com/kms/latest/developerguide/logging-using-cloudtrail.html',
  *judge(whole, context) {
    yield* withPlaces(whole, context, groupBy(whole.changes, changeOf).map(toResult), whyChangesUnread)
  },
}
export default check

const changeOf = ({ account_id, region, operation, key_arn, trail, principal, service }: ActivityChange): string =>
  JSON.stringify([account_id, region, operation, key_arn, trail, principal, service])

/** Grants are created by services as well, so they matter least. */
const SEVERITIES: Readonly<Record<string, Severity>> = {
  CreateGrant: 'low',
  DeleteImportedKeyMaterial: 'high',
  DisableKey: 'high',
  ScheduleKeyDeletion: 'high',
  StopLogging: 'high',
  DeleteTrail: 'high',
  StopEventDataStoreIngestion: 'high',
  DeleteEventDataStore: 'high',
}

/** Changes of the same kind by the same principal are one result. */
function toResult(changes: readonly ActivityChange[]): SubjectResult {
  const [newest] = changes as [ActivityChange, ...ActivityChange[]]
  const { account_id, region, operation, key_arn, trail, event_time } = newest
  const times =
    changes.length === 1 ? `at ${event_time}` : `${countText(changes.length)} times, the last at ${event_time}`
  const details = changes.flatMap(({ detail }) => detail ?? [])
  const sessions = changes.flatMap(({ session }) => session ?? [])
  const by = `${callerText(newest)}${sessions.length === 0 ? '' : ` (session ${listText(sessions)})`}`
  const from = newest.source_address === null ? '' : ` from ${newest.source_address}`
  const what = details.length === 0 ? operation : `${operation} (${listText(details)})`
  const detail = `${what}: called by ${by}${from} ${times}.`
  // A later change of the same kind is another finding, also if this one is accepted.
  const rule = `${operation} ${newest.event_id ?? event_time}`
  const result = fail(
    detail,
    { remedy: lookUpEvents('EventName', operation, region), advice: PLANNED_OR_NOT },
    newest.detail === HIDES_KMS ? 'high' : SEVERITIES[operation],
  )
  if (key_arn !== null) return { account_id, region, key_id: keyIdOf(key_arn), rule, result }
  if (trail === null) return { account_id, region, rule, result }
  const arn = trail.startsWith('arn:') ? trail : null
  const id = trail.split('/').at(-1) ?? trail
  return { account_id, region, resource: { type: 'AWS::CloudTrail::Trail', id, arn }, rule, result }
}

const PLANNED_OR_NOT = 'Ask whether the change was planned. If so, accept it with --mutelist; if not, revert it.'
