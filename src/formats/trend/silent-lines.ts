import { countNoun } from '../../lib/text/numbers.ts'
import { safeText } from '../../lib/text/safe-text.ts'
import type { ReportTrend, SilentKey } from '../../model/history/report-trend.ts'
import { amountText } from '../columns/cell-texts.ts'
import type { View } from '../format.ts'
import { labelledLines } from '../table/labelled-lines.ts'
import { shortIdLength } from '../table/short-forms.ts'

/** Names the month of the last use of each unused key, and when it became unused. More keys are counted. */
export function* silentLines({ silent_keys }: ReportTrend, view: View): Generator<string> {
  const still = silent_keys.filter(({ outcome }) => outcome === 'unused')
  if (still.length === 0) return
  yield `${view.terminal && view.unicode ? '\n' : ''}Silent since (${countNoun(still.length, 'unused key')})\n`
  const length = view.terminal ? shortIdLength(still) : Infinity
  for (const key of still.slice(0, SHOWN)) yield `${labelledLines(key.silent_since, nameOfKey(key, length), view)}\n`
  if (still.length > SHOWN)
    yield `${labelledLines('', `and ${countNoun(still.length - SHOWN, 'more key')}: use -o json`, view)}\n`
  yield '\n'
}

const SHOWN = 30

/** `last used on 2026-06-30` */
export function lastUseText({ last_used_at: used, is_later_possible, no_use_since: since }: SilentKey): string {
  if (used !== null) return `last used on ${used.slice(0, 10)}${is_later_possible ? ' or later' : ''}`
  return since === null ? 'last use not known' : `no use recorded since ${since.slice(0, 10)}`
}

/** `unused since 2026-06 or earlier`: no report shows that the key was in use before. */
export const unusedText = ({ unused_since, is_earlier_possible }: SilentKey): string =>
  `${unused_since}${is_earlier_possible ? ' or earlier' : ''}`

function nameOfKey(key: SilentKey, length: number): string {
  const { alias, key_id, region, account_id, monthly_cost } = key
  const id = key_id.slice(0, length)
  const price = monthly_cost === null ? 'price unknown' : `$${amountText(monthly_cost)} a month`
  const name = `${alias ?? id} (${[...(alias === null ? [] : [id]), region, account_id].join(', ')})`
  return safeText(`${name}: ${lastUseText(key)}, unused since ${unusedText(key)}, ${price}`)
}
