import { countNoun, countText } from '../../lib/text/numbers.ts'
import { safeText } from '../../lib/text/safe-text.ts'
import type { Activity, DeniedCalls } from '../../model/assessments/activity.ts'
import type { View } from '../format.ts'
import { labelledLines } from '../table/labelled-lines.ts'
import { timeText } from './row-texts.ts'

/** How far each account and Region was read, what was not understood, and which denied calls are visible. */
export function* coverageLines(whole: Activity, view: View): Generator<string> {
  const { since: start, until: end, windows, denied, unlisted_calls } = whole
  const settled = windows.flatMap(({ until }) => until ?? []).toSorted()[0]
  const missing = settled === undefined ? '' : `; events after ${timeText(settled)} may be missing`
  yield `${labelledLines('Activity', `${timeText(start)} to ${timeText(end)}${missing}`, view)}\n`
  for (const { account_id, region, since, is_complete, why, events, not_understood, search, partial_keys } of windows) {
    const place = `${account_id} ${region}`
    if (since === null && events === 0) {
      yield `${labelledLines('Not read', safeText(`${place}: ${why ?? 'a call failed'}`), view)}\n`
      continue
    }
    if (!is_complete) {
      const which = search === 'keys' ? ` of ${countNoun(partial_keys.length, 'key')}` : ''
      const reached = since === null ? `no start${which} is known` : `events${which} since ${timeText(since)} only`
      const text = `${place}: ${reached}; ${why ?? 'a call failed'}. Counts are lower bounds (>=).`
      yield `${labelledLines('Incomplete', safeText(text), view)}\n`
    }
    const unclear = not_understood === 0 ? '' : `, ${countText(not_understood)} not understood`
    yield `${labelledLines('Read', `${place}: ${countNoun(events, 'event')}${unclear}`, view)}\n`
  }
  for (const one of denied) yield `${labelledLines('Denied', deniedText(one), view)}\n`
  if (unlisted_calls > 0)
    yield `${labelledLines('Not listed', `${countNoun(unlisted_calls, 'call')} of further rows`, view)}\n`
}

/** `111122223333: 3 calls of its own principals; of other accounts: not visible` */
export function deniedText(one: DeniedCalls): string {
  const { account_id, by_own_principals: own, is_own_lower_bound: isPartial, by_other_accounts, accounts_read } = one
  const count = isPartial ? `at least ${countNoun(own, 'call')}` : countNoun(own, 'call')
  const counted = isPartial && own === 0 ? 'none in the events that were read, calls' : count
  const others =
    by_other_accounts === null
      ? 'not visible (CloudTrail records them in the accounts of the callers)'
      : `at least ${countText(by_other_accounts)}, as far as ${accounts_read.join(', ')} could be read`
  return `${account_id}: ${counted} of its own principals; of other accounts: ${others}`
}
