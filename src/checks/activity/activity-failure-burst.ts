import { capitalized } from '../../lib/text/capitalized.ts'
import { countText } from '../../lib/text/numbers.ts'
import type { Activity } from '../../model/assessments/activity.ts'
import type { AssessmentCheck, Judged } from '../assessment-check.ts'
import { fail } from '../check.ts'
import { lookUpCaller } from './shared/look-up-events.ts'
import { isArchived, whyPartial, withAccounts } from './shared/sight.ts'
import { callerSubject, callerText, countOf } from './shared/who.ts'

const check: AssessmentCheck<Activity> = {
  id: 'activity-failure-burst',
  title: 'KMS calls of IAM principals should not fail in bursts',
  severity: 'medium',
  why: 'Many failed calls within an hour mean that an application is not working, or that someone is trying keys or permissions.',
  docs: 'https://docs.aws.amazon.com/kms/latest/developerguide/logging-using-cloudtrail.html',
  *judge(whole, context) {
    const { failures_per_hour: most } = whole.thresholds
    const found = whole.principals.flatMap(row => {
      const { account_id, most_failures_an_hour: calls, most_failures_until: until } = row
      if (calls === null || calls <= most) return []
      const count = countOf(`${countText(calls)} calls`, row.is_lower_bound)
      const detail = `${capitalized(count)} of ${callerText(row)} failed in the hour up to ${until ?? 'the end'}; the limit is ${countText(most)}.`
      const result = fail(detail, {
        remedy: lookUpCaller(row),
        advice: LOOK_AT_CODES,
      })
      return [{ account_id, region: null, ...callerSubject(row, until ?? ''), result }]
    })
    yield* withAccounts(whole, context, found, (_, place) => whyPartial(whole, place) ?? whyHourUnknown(whole, place))
  },
}
export default check

/** Why it is not known how many calls failed within an hour, as a sentence. Null: fewer than the limit failed at all. */
function whyHourUnknown(whole: Judged<Activity>, place: { account_id: string; region: string }): string | null {
  const { failures_per_hour: most } = whole.thresholds
  const mayBurst = whole.principals.some(row => row.account_id === place.account_id && row.failures > most)
  return mayBurst && isArchived(whole, place)
    ? 'An archive counts by day, so how many calls failed within an hour is not known.'
    : null
}

const LOOK_AT_CODES =
  'Look at the error codes of its calls first: they say whether a permission, a key or its state is the cause.'
