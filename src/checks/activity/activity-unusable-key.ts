import { groupBy } from '../../lib/group-by.ts'
import { capitalized } from '../../lib/text/capitalized.ts'
import { listText } from '../../lib/text/lists.ts'
import { countText } from '../../lib/text/numbers.ts'
import type { Activity, ActivityCalls } from '../../model/assessments/activity.ts'
import { keyIdOf } from '../../model/key-arn.ts'
import type { AssessmentCheck } from '../assessment-check.ts'
import { fail } from '../check.ts'
import { kmsCommand } from '../shared/remedy.ts'
import { lookUpEvents } from './shared/look-up-events.ts'
import { withPlaces } from './shared/sight.ts'
import { callerText, countOf, whenText } from './shared/who.ts'

const check: AssessmentCheck<Activity> = {
  id: 'activity-unusable-key',
  title: 'KMS keys that are disabled or pending deletion should not be called',
  severity: 'high',
  why: 'A call that fails because of the state of its key means that an application is not working, and that the key is still needed. Deleting a key cannot be undone.',
  docs: 'https://docs.aws.amazon.com/kms/latest/developerguide/key-state.html',
  *judge(whole, context) {
    const refused = whole.calls.filter(row => row.key_arn !== null && refusedIn(row) > 0)
    const found = groupBy(refused, ({ account_id, region, key_arn }) => `${account_id} ${region} ${key_arn}`).map(
      rows => {
        const [{ account_id, region, key_arn }] = rows as [ActivityCalls, ...ActivityCalls[]]
        const key = { key_id: keyIdOf(key_arn ?? ''), region }
        const isPending = rows.some(row => row.with_key_pending_deletion > 0)
        const calls = rows.reduce((sum, row) => sum + refusedIn(row), 0)
        const count = countOf(
          `${countText(calls)} ${calls === 1 ? 'call' : 'calls'}`,
          rows.some(row => row.is_lower_bound),
        )
        const isUnclear = rows.some(row => (row.with_unusable_key ?? 0) > 0)
        const state = isUnclear ? 'disabled or pending deletion' : isPending ? 'pending deletion' : 'disabled'
        const verb = isUnclear ? 'was' : 'is'
        const last =
          rows
            .map(({ last_at }) => last_at)
            .toSorted()
            .at(-1) ?? ''
        const detail = `${capitalized(count)} failed because the key ${verb} ${state}, made by ${listText(rows.map(callerText))}; the last ${whenText(last, rows)}.`
        // A key whose deletion is cancelled stays disabled, so that this is safe; whether to enable it is to be decided.
        const remedy = isPending
          ? kmsCommand('cancel-key-deletion', key)
          : lookUpEvents('ResourceName', key_arn ?? '', region)
        return {
          account_id,
          region,
          key_id: key.key_id,
          rule: last.slice(0, 10),
          result: fail(detail, { remedy, advice: FIND_NEED }),
        }
      },
    )
    yield* withPlaces(whole, context, found)
  },
}
export default check

const FIND_NEED =
  'Find out whether the caller needs data that only this key decrypts, before you enable the key with aws kms enable-key, or let it be deleted.'

const refusedIn = (row: ActivityCalls): number =>
  row.with_disabled_key + row.with_key_pending_deletion + (row.with_unusable_key ?? 0)
