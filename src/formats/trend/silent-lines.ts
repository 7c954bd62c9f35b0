import { countNoun } from '../../lib/text/numbers.ts'
import { safeText } from '../../lib/text/safe-text.ts'
import type { ReportTrend, SilentKey } from '../../model/report-trend.ts'
import { amountText } from '../columns/cell-texts.ts'
import type { View } from '../format.ts'
import { labelledLines } from '../table/labelled-lines.ts'
import { shortIdLength } from '../table/short-forms.ts'

/** Names the month in which each unused key fell silent, oldest first. More keys are counted. */
export function* silentLines({ silent_keys }: ReportTrend, view: View): Generator<string> {
  const still = silent_keys.filter(({ outcome }) => outcome === 'unused')
  if (still.length === 0) return
  yield `${view.terminal && view.unicode ? '\n' : ''}Unused since (${countNoun(still.length, 'key')})\n`
  const length = view.terminal ? shortIdLength(still) : Infinity
  for (const key of still.slice(0, SHOWN)) yield `${labelledLines(sinceText(key), nameOfKey(key, length), view)}\n`
  if (still.length > SHOWN)
    yield `${labelledLines('', `and ${countNoun(still.length - SHOWN, 'more key')}: use -o json`, view)}\n`
  yield '\n'
}

const SHOWN = 30

/** `<= 2026-06`: no report shows that the key was in use before. */
const sinceText = ({ silent_since, is_earlier_possible }: SilentKey): string =>
  `${is_earlier_possible ? '<= ' : ''}${silent_since}`

function nameOfKey({ alias, key_id, region, account_id, monthly_cost }: SilentKey, length: number): string {
  const id = key_id.slice(0, length)
  const price = monthly_cost === null ? 'price unknown' : `$${amountText(monthly_cost)} a month`
  return safeText(`${alias ?? id} (${[...(alias === null ? [] : [id]), region, account_id].join(', ')}), ${price}`)
}
