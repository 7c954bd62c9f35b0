import type { KeyRecord } from '../model/report.ts'
import { DAY } from '../model/time.ts'
import { fail, type KeyCheck, pass, unknown } from './check.ts'
import { ofKeysThatStay } from './customer-keys.ts'
import { lastRefused } from './refused-calls.ts'
import { kmsCommand } from './remedy.ts'
import { daysText } from './time-text.ts'

const check: KeyCheck = {
  id: 'disabled-still-called',
  title: 'Nobody calls the key while it is disabled',
  scope: 'key',
  severity: 'high',
  why: 'A call that is refused because the key is disabled is an outage that somebody may not have noticed yet, and the proof that the key is needed.',
  needs: ['description', 'usage'],
  watches: ['Disabled'],
  judge: ofKeysThatStay((key, { now }) => {
    if (key.key_state !== 'Disabled') return pass
    const refused = lastRefused(key)
    if (refused !== null && now - refused.at <= DAYS * DAY) {
      return fail(`A call was refused: ${refused.text}.`, kmsCommand('enable-key', key))
    }
    return sawCalls(key) ? pass : unknown(`CloudTrail was not read for the last ${daysText(DAYS)} of this key.`)
  }),
}
export default check

const DAYS = 90

/** Calls are read newest first, so whoever came to a use or to the end saw every refused call since. */
const sawCalls = ({ usage }: KeyRecord): boolean =>
  (usage?.evidence ?? []).some(
    ({ source, status }) => source === 'cloudtrail' && (status === 'not_observed' || status === 'used'),
  )
