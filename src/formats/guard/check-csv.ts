import { stringify } from 'csv-stringify/sync'
import { safeText } from '../../lib/text/safe-text.ts'
import type { GuardCheck, GuardedKey } from '../../model/retirement/guard-check.ts'
import type { Format } from '../format.ts'
import { guardTodayText, whyText } from './check-cells.ts'

const csv: Format<GuardCheck> = {
  title: 'one line per key for spreadsheets and scripts (RFC 4180)',
  *render({ keys }) {
    const rows = keys.map(key => COLUMNS.map(([, value]) => value(key)))
    yield stringify([COLUMNS.map(([name]) => name), ...rows], { record_delimiter: '\r\n', escape_formulas: true })
  },
}

export default csv

/** What is not known is an empty cell or the word `unknown`. */
const COLUMNS: readonly (readonly [name: string, value: (key: GuardedKey) => string | number | null])[] = [
  ['KeyId', ({ key_id }) => key_id],
  ['AccountId', ({ account_id }) => account_id],
  ['Region', ({ region }) => region],
  ['Arn', ({ key_arn }) => key_arn],
  ['Aliases', ({ aliases }) => safeText(aliases.join(' '))],
  ['KeyState', ({ key_state }) => key_state],
  ['DaysWithoutUse', ({ idle }) => idle.days],
  ['Precision', ({ idle }) => idle.precision],
  ['Since', ({ idle }) => idle.since],
  ['SinceAt', ({ idle }) => idle.since_at],
  ['KeyPolicy', ({ decisions }) => decisions.key_policy.decision],
  ['Scp', ({ decisions }) => decisions.scp.decision],
  ['Rcp', ({ decisions }) => decisions.rcp.decision],
  ['Alarm', ({ decisions }) => decisions.alarm?.decision ?? null],
  ['GuardToday', ({ guard_today: today }) => today.status],
  ['GuardTodayDetail', key => safeText(key.guard_today.why ?? guardTodayText(key))],
  ['Why', key => safeText(whyText(key))],
  ['Error', ({ idle }) => (idle.why === null ? null : safeText(idle.why))],
]
