import { capitalized } from '../../lib/text/capitalized.ts'
import { countText } from '../../lib/text/numbers.ts'
import type { Activity } from '../../model/assessments/activity.ts'
import type { AssessmentCheck, Judged } from '../assessment-check.ts'
import { fail } from '../check.ts'
import { lookUpCaller } from './shared/look-up-events.ts'
import { isArchived, whyPartial, withAccounts } from './shared/sight.ts'
import { callerSubject, countOf, principalText } from './shared/who.ts'

const check: AssessmentCheck<Activity> = {
  id: 'activity-decrypt-volume',
  title: 'IAM principals should not decrypt more than usual with KMS keys',
  severity: 'medium',
  why: 'Many more Decrypt calls than usual can mean that data is being copied out of the account, or that a program does not cache its data keys.',
  docs: 'https://docs.aws.amazon.com/kms/latest/developerguide/ct-decrypt.html',
  *judge(whole, context) {
    const { decrypts_per_day: most } = whole.thresholds
    const found = whole.principals.flatMap(row => {
      const { account_id, principal, most_decrypts_a_day: calls, most_decrypts_until: until } = row
      if (principal === null || calls <= most) return []
      const times = countOf(`${countText(calls)} times`, row.is_lower_bound)
      const detail = `${capitalized(principalText(principal))} decrypted ${times} in the 24 hours up to ${until ?? 'the end'}; the limit is ${countText(most)}.`
      const result = fail(detail, { remedy: lookUpCaller(row), advice: HIGH_VOLUME })
      return [{ account_id, region: null, ...callerSubject(row, until ?? ''), result }]
    })
    yield* withAccounts(
      whole,
      context,
      found,
      (_, place) => whyPartial(whole, place) ?? whyMidnightUnknown(whole, place),
    )
  },
}
export default check

/** Why more may have been decrypted within 24 hours than on one day, as a sentence. Null: not more than the limit. */
function whyMidnightUnknown(whole: Judged<Activity>, place: { account_id: string; region: string }): string | null {
  const { decrypts_per_day: most } = whole.thresholds
  // 24 hours are a part of two days.
  const mayExceed = whole.principals.some(
    ({ account_id, most_decrypts_a_day: calls }) =>
      account_id === place.account_id && calls <= most && 2 * calls > most,
  )
  return mayExceed && isArchived(whole, place)
    ? 'An archive counts by day, so how many calls were within 24 hours across midnight is not known.'
    : null
}

const HIGH_VOLUME =
  'Check whether the principal should read that much data. If so, cache its data keys, or raise --max-decrypts.'
