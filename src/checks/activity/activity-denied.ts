import { groupBy } from '../../lib/group-by.ts'
import { capitalized } from '../../lib/text/capitalized.ts'
import { listText } from '../../lib/text/lists.ts'
import { countText } from '../../lib/text/numbers.ts'
import type { Activity, ActivityCalls } from '../../model/assessments/activity.ts'
import { deniedIn } from '../../model/assessments/activity-denials.ts'
import { keyIdOf } from '../../model/key-arn.ts'
import type { AssessmentCheck } from '../assessment-check.ts'
import { fail } from '../check.ts'
import { lookUpEvents } from './shared/look-up-events.ts'
import { isArchived, whyPartial, withPlaces } from './shared/sight.ts'
import { callerSubject, callerText, countOf, whenText } from './shared/who.ts'

const check: AssessmentCheck<Activity> = {
  id: 'activity-denied',
  title: 'KMS calls of IAM principals should not be denied',
  severity: 'medium',
  why: 'A denied call is a permission that an application lacks, or an attempt to use a key without permission. CloudTrail records it in the account of the caller only.',
  docs: 'https://docs.aws.amazon.com/kms/latest/developerguide/logging-using-cloudtrail.html',
  *judge(whole, context) {
    const denied = whole.calls.filter(row => deniedIn(row) > 0)
    const { denied: most } = whole.thresholds
    const found = groupBy(denied, idOf).flatMap(rows => {
      const [row] = rows as [ActivityCalls, ...ActivityCalls[]]
      const { account_id, region, principal_account } = row
      const who =
        principal_account === null || principal_account === account_id ? '' : ` of account ${principal_account}`
      const calls = rows.reduce((sum, one) => sum + deniedIn(one), 0)
      if (calls <= most) return []
      const count = countOf(
        `${countText(calls)} ${calls === 1 ? 'call' : 'calls'}`,
        rows.some(one => one.is_lower_bound),
      )
      const last =
        rows
          .map(({ last_at }) => last_at)
          .toSorted()
          .at(-1) ?? ''
      const keys = rows.flatMap(({ key_arn }) => (key_arn === null ? [] : [keyIdOf(key_arn)]))
      const detail = `${capitalized(count)} of ${callerText(row)}${who} ${calls === 1 ? 'was' : 'were'} denied: ${listText(rows.map(({ operation }) => operation))}${keys.length === 0 ? '' : ` with ${listText(keys)}`}, the last ${whenText(last, rows)}.`
      const remedy = lookUpEvents('ResourceName', row.key_arn ?? '', region)
      const result = fail(detail, { remedy, advice: NEEDED_OR_NOT })
      return [{ account_id, region, ...callerSubject(row, last), result }]
    })
    yield* withPlaces(
      whole,
      context,
      found,
      (_, place) => whyPartial(whole, place) ?? (isArchived(whole, place) ? SOME : null),
    )
  },
}
export default check

const SOME = 'An archive shows denied calls only for cryptographic operations.'

const NEEDED_OR_NOT =
  'If the principal needs the key, allow the operation in its policy or in the key policy; the error message names the policy that denies it. If not, find out why it tries.'

const idOf = ({ account_id, region, principal, principal_account, service }: ActivityCalls): string =>
  JSON.stringify([account_id, region, principal, principal_account, service])
