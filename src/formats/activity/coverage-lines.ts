import { archives, isArchive } from '../../archives/registry.ts'
import { countNoun, countText } from '../../lib/text/numbers.ts'
import { safeText } from '../../lib/text/safe-text.ts'
import type { ActivityWindow } from '../../model/assessments/activity-window.ts'
import type { Activity, DeniedCalls } from '../../model/assessments/activity.ts'
import type { ArchivedCall, ArchiveDoubt } from '../../model/assessments/archived-activity.ts'
import { longestDoubts, missingTimeText } from '../../model/assessments/missing-calls.ts'
import { keyIdOf } from '../../model/key-arn.ts'
import type { View } from '../format.ts'
import { labelledLines } from '../table/labelled-lines.ts'
import { keyNames, onlyKey, timeText } from './row-texts.ts'
import { whoText } from './who-text.ts'

/** How far each account and Region was read, what was not understood, and which denied calls are visible. */
export function* coverageLines(whole: Activity, view: View): Generator<string> {
  const { since: start, until: end, windows, denied, unlisted_calls } = whole
  const settled = windows.flatMap(({ until }) => until ?? []).toSorted()[0]
  const missing = settled === undefined || settled >= end ? '' : `; events after ${timeText(settled)} may be missing`
  yield `${labelledLines('Activity', `${timeText(start)} to ${timeText(end)}${missing}`, view)}\n`
  for (const source of new Set(windows.flatMap(window => window.source ?? [])))
    yield `${labelledLines('Source', sourceText(source), view)}\n`
  for (const window of windows) {
    const { account_id, region, since, is_complete, why, events, not_understood } = window
    const place = `${account_id} ${region}`
    if (since === null && events === 0) {
      yield `${labelledLines('Not read', safeText(`${place}: ${why ?? 'a call failed'}`), view)}\n`
      continue
    }
    const { doubts } = window
    if (!is_complete && doubts !== undefined && doubts.length > 0) yield* doubtLines(place, doubts, view)
    else if (!is_complete) {
      const reason = why ?? 'a call failed'
      const text =
        doubts === undefined
          ? `${place}: ${reachedText(window)}; ${reason}. Counts are lower bounds (>=).`
          : `${place}: ${reason}.`
      yield `${labelledLines('Incomplete', safeText(text), view)}\n`
    }
    const unclear = not_understood === 0 ? '' : `, ${countText(not_understood)} not understood`
    yield `${labelledLines('Read', `${place}: ${countNoun(events, 'event')}${unclear}`, view)}\n`
  }
  yield* lastUseLines(whole, view)
  for (const one of denied) yield `${labelledLines('Denied', deniedText(one), view)}\n`
  if (unlisted_calls > 0)
    yield `${labelledLines('Not listed', `${countNoun(unlisted_calls, 'call')} of further rows`, view)}\n`
  const { days = [], unlisted_day_calls: older = 0 } = whole
  if (older > 0)
    yield `${labelledLines('Not by day', `${countNoun(older, 'call')} until ${days.at(-1)?.day ?? 'the first day'}`, view)}\n`
}

/** How many doubtful times are named: the longest ones. */
const NAMED_DOUBTS = 3

/** In how much of the time calls may be missing from an archive, and why. */
function* doubtLines(place: string, doubts: readonly ArchiveDoubt[], view: View): Generator<string> {
  const text = `${place}: calls may be missing in ${missingTimeText(doubts)}. Counts that include them are lower bounds (>=).`
  yield `${labelledLines('Incomplete', text, view)}\n`
  const { named, more } = longestDoubts(doubts, NAMED_DOUBTS)
  for (const { since, until, why } of named)
    yield `${labelledLines('', safeText(`${timeText(since)} to ${timeText(until)}: ${why}`), view)}\n`
  if (more > 0) yield `${labelledLines('', `and ${countNoun(more, 'shorter time')}: use -o json`, view)}\n`
}

function reachedText({ since, search, partial_keys }: ActivityWindow): string {
  const which = search === 'keys' ? ` of ${countNoun(partial_keys.length, 'key')}` : ''
  return since === null ? `no start${which} is known` : `events${which} since ${timeText(since)} only`
}

/** What every archive lacks. */
const BY_DAY = 'counts by day, without addresses, sessions, contexts and changes'

/** Where calls were read. A result of a later version can name an archive that this version does not have. */
function sourceText(id: string): string {
  if (id === 'cloudtrail') return 'event history of CloudTrail'
  return `${isArchive(id) ? archives[id].name : safeText(id)}: ${BY_DAY}`
}

/** Keys whose last use is named above the tables. */
const NAMED = 3

/** The last use and the last refused call of a few keys: an archive has more of them than the day. */
function* lastUseLines(whole: Activity, view: View): Generator<string> {
  const nameOf = keyNames(whole)
  const only = onlyKey(whole)
  if (only !== null) yield `${labelledLines('Key', keyText(whole, only, view), view)}\n`
  if (whole.keys.length > NAMED) return
  for (const { key_arn, last_use, last_refusal } of whole.keys) {
    const account_id = key_arn.split(':')[4] ?? ''
    const textOf = (call: ArchivedCall): string => {
      const who = whoText({ account_id, principal_account: null, ...call })
      const by = call.principal !== null && call.service !== null ? `${who} via ${safeText(call.service)}` : who
      return `${nameOf(key_arn)}: ${timeText(call.at)}, ${safeText(call.operation)} by ${by}`
    }
    if (last_use !== undefined && last_use !== null) yield `${labelledLines('Last use', textOf(last_use), view)}\n`
    if (last_refusal !== undefined && last_refusal !== null)
      yield `${labelledLines('Last failed', `${textOf(last_refusal)} (${safeText(last_refusal.error ?? '')})`, view)}\n`
  }
}

/** `alias/orders +2 arn:aws:kms:…`; on a terminal, which may be as narrow as the ARN, `alias/orders +2 1234abcd-…` */
function keyText({ keys }: Activity, arn: string, { terminal }: View): string {
  const aliases = keys.find(({ key_arn }) => key_arn === arn)?.aliases ?? []
  const more = aliases.length > 1 ? [`+${aliases.length - 1}`] : []
  const name = terminal ? keyIdOf(arn) : arn
  return safeText([...aliases.slice(0, 1), ...more, name].join(' '))
}

/** `111122223333: 3 calls of its own principals; of other accounts: not visible` */
export function deniedText(one: DeniedCalls): string {
  const { account_id, by_own_principals: own, is_own_lower_bound: isPartial, by_other_accounts, accounts_read } = one
  const count = isPartial ? `at least ${countNoun(own, 'call')}` : countNoun(own, 'call')
  const ofOwn =
    isPartial && own === 0
      ? 'no call of its own principals in the events that were read'
      : `${count} of its own principals`
  const others =
    by_other_accounts === null
      ? 'not visible (CloudTrail records them in the accounts of the callers)'
      : `at least ${countText(by_other_accounts)}, as far as ${accounts_read.join(', ')} could be read`
  return `${account_id}: ${ofOwn}; of other accounts: ${others}`
}
