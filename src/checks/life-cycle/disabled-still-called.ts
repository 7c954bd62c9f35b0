import type { KeyRecord } from '../../model/report/report.ts'
import { STATE_ERRORS } from '../../model/operations/state-errors.ts'
import { DAY } from '../../model/time.ts'
import { fail, type KeyCheck, pass, unknown } from '../check.ts'
import { forKeysNotPendingDeletion } from '../shared/customer-keys.ts'
import { lastRefusedCall } from './shared/refused-calls.ts'
import { enabling } from './shared/disabled-key-fixes.ts'
import { daysText } from '../shared/times.ts'

const check: KeyCheck = {
  id: 'disabled-still-called',
  title: 'Disabled KMS keys should not receive requests',
  scope: 'key',
  severity: 'high',
  why: 'A request that fails because the key is disabled means that an application is not working, perhaps unnoticed, and that the key is still needed.',
  docs: 'https://docs.aws.amazon.com/kms/latest/developerguide/key-state.html',
  needs: ['description', 'usage'],
  watches: ['Disabled'],
  judge: forKeysNotPendingDeletion((key, { now }) => {
    if (key.key_state !== 'Disabled') return pass
    const refused = lastRefusedCall(key)
    if (refused !== null && now - refused.at <= DAYS_OF_EVENTS * DAY) {
      return fail(`${refused.text}.`, enabling(key))
    }
    const error = errorOfCallers(key)
    if (error !== null)
      return fail(`Requests failed with ${error} in the last ${daysText(DAYS_OF_EVENTS)}.`, enabling(key))
    return wereCallsRead(key)
      ? pass
      : unknown(`The CloudTrail events of the last ${daysText(DAYS_OF_EVENTS)} were not read for this key.`)
  }),
}
export default check

const DAYS_OF_EVENTS = 90

/** The error of calls that failed because of the state of the key. `kms-audit key` reads callers for any sources. */
const errorOfCallers = ({ activity }: KeyRecord): string | null =>
  activity?.callers.flatMap(({ errors }) => Object.keys(errors)).find(error => STATE_ERRORS.has(error)) ?? null

/** Whether every rejected request was read. Events are read newest first, up to a use or to the end. */
const wereCallsRead = ({ usage }: KeyRecord): boolean =>
  (usage?.evidence ?? []).some(
    ({ source, status }) => source === 'cloudtrail' && (status === 'not_observed' || status === 'used'),
  )
