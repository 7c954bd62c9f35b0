import { groupBy } from '../../lib/group-by.ts'
import { countNoun, countText } from '../../lib/text/numbers.ts'
import { safeText } from '../../lib/text/safe-text.ts'
import { displayWidth } from '../../lib/text/width.ts'
import type { GuardCheck, GuardedKey } from '../../model/retirement/guard-check.ts'
import type { Format, View } from '../format.ts'
import { drawTable } from '../table/draw-table.ts'
import type { DrawnColumn } from '../table/drawn-column.ts'
import { labelledLines } from '../table/labelled-lines.ts'
import { frameFor } from '../table/table-frame.ts'
import { COLUMN_GAP, usableWidth } from '../table/terminal.ts'
import { cancelText, decisionText, guardTodayText, idleText, whyText } from './check-cells.ts'

const table: Format<GuardCheck> = {
  title: 'one line per key, and what the guards mean for them together',
  *render(check, view) {
    const keys = check.keys.toSorted((one, other) => rankOf(one) - rankOf(other))
    const columns = columnsFor(check, view).map(column => withWidth(column, keys))
    const shown = view.terminal ? fitting(columns, usableWidth(view)) : columns
    if (keys.length > 0) {
      yield* drawTable(shown, keys, view, frameFor(shown, view))
      yield '\n'
    }
    for (const [label, text] of summaryOf(check)) yield `${labelledLines(label, safeText(text), view)}\n`
    const hidden = columns.filter(({ title }) => !shown.some(other => other.title === title))
    if (hidden.length > 0)
      yield `${labelledLines('Not shown', `${hidden.map(({ title }) => title).join(', ')}. Widen the terminal or use -o csv.`, view)}\n`
  },
}

export default table

/** Keys that may be deleted come first, those without use for the longest time before others. */
const rankOf = ({ decisions, idle }: GuardedKey): number =>
  ORDER.indexOf(decisions.key_policy.decision) * FAR - (idle.days ?? 0)

const ORDER = ['allow', 'unknown', 'deny']
const FAR = 1_000_000

type CheckColumn = Pick<DrawnColumn, 'title' | 'align'> & { text(key: GuardedKey): string }

const NAME = 'Key'
const left = (title: string, text: CheckColumn['text']): CheckColumn => ({ title, align: 'left', text })

function columnsFor({ keys, cancel_tag: tag }: GuardCheck, { terminal }: View): CheckColumn[] {
  const isSeveral = (field: 'account_id' | 'region'): boolean => new Set(keys.map(key => key[field])).size > 1
  return [
    terminal ? left(NAME, nameText) : left('Key ID', ({ key_id }) => key_id),
    ...(terminal && !isSeveral('account_id') ? [] : [left('Account', ({ account_id }) => account_id)]),
    ...(terminal && !isSeveral('region') ? [] : [left('Region', ({ region }) => region)]),
    { title: 'Idle Days', align: 'right', text: idleText },
    left('Guard', decisionText),
    left('Guard Today', guardTodayText),
    ...(tag === undefined ? [] : [left('Deletion', cancelText)]),
    ...(terminal ? [] : [left('Why', key => safeText(whyText(key))), left('Alias', aliasText)]),
  ]
}

const aliasText = ({ aliases: [first = '', ...others] }: GuardedKey): string =>
  safeText(others.length === 0 ? first : `${first} +${others.length}`)

const nameText = (key: GuardedKey): string => aliasText(key).replace(/^alias\//, '') || key.key_id

const withWidth = (column: CheckColumn, keys: readonly GuardedKey[]): DrawnColumn<GuardedKey> => ({
  ...column,
  width: Math.max(...[column.title, ...keys.map(column.text)].map(displayWidth)),
  style: () => undefined,
})

/** Shortens the names, and leaves out columns until the others fit. */
function fitting(columns: readonly DrawnColumn<GuardedKey>[], room: number): readonly DrawnColumn<GuardedKey>[] {
  const excess = (those: readonly DrawnColumn<GuardedKey>[]): number =>
    those.reduce((sum, { title, width }) => sum + COLUMN_GAP + (title === NAME ? Math.min(width, LEAST) : width), 0) -
    COLUMN_GAP -
    room
  let kept = columns
  for (const title of ['Region', 'Account', 'Deletion', 'Guard Today'])
    if (excess(kept) > 0) kept = kept.filter(column => column.title !== title)
  const others = kept.reduce((sum, { title, width }) => sum + (title === NAME ? 0 : COLUMN_GAP + width), 0)
  return kept.map(column =>
    column.title === NAME ? { ...column, width: Math.min(column.width, Math.max(LEAST, room - others)) } : column,
  )
}

/** Terminal columns that a name keeps. */
const LEAST = 16

function* summaryOf(check: GuardCheck): Generator<readonly [label: string, text: string]> {
  const { summary, days, cancel_tag: tag, keys } = check
  if (summary.keys === 0) {
    yield ['Guard', 'No customer managed keys.']
    return
  }
  const unknown = summary.unknown === 0 ? '' : ` Of ${countNoun(summary.unknown, 'key')} it is not known.`
  yield [
    'Guard',
    `On ${check.as_of.slice(0, 10)}, a guard of ${days} days in the key policy or in a service control policy refuses to disable and delete ${countText(summary.denied)} of ${countNoun(summary.keys, 'key')}, and allows it for ${countText(summary.allowed)}.${unknown}`,
  ]
  yield* unknownReasons(keys)
  yield ['SCP', 'A service control policy does not apply to the management account.']
  yield ['RCP', keys[0]?.decisions.rcp.why ?? '']
  const notRead = summary.guarded_today_unknown
  yield [
    'Today',
    `${countNoun(summary.guarded_today, 'key')} ${summary.guarded_today === 1 ? 'has' : 'have'} a guard of both calls in the key policy.${notRead === 0 ? '' : ` Of ${countNoun(notRead, 'key')} it is not known.`}`,
  ]
  if (tag !== undefined) yield ['Deletion', cancellationText(check, tag)]
  yield ['Note', 'Allow does not mean unused: AWS advises not to go by the last use alone.']
}

/** Each reason once, the most frequent first. */
function* unknownReasons(keys: readonly GuardedKey[]): Generator<readonly [label: string, text: string]> {
  const undecided = keys.filter(({ decisions }) => decisions.key_policy.decision === 'unknown')
  const reasons = groupBy(undecided, ({ decisions }) => withoutNames(decisions.key_policy.why))
  for (const same of reasons.toSorted((one, other) => other.length - one.length).slice(0, MOST_REASONS))
    yield ['Not known', `${countNoun(same.length, 'key')}: ${withoutNames(same[0]?.decisions.key_policy.why ?? '')}`]
}

/** Messages of AWS name the caller and the key. */
const withoutNames = (message: string): string =>
  message.replace(/^User: \S+ is not/, 'Not').replace(/ on resource: \S+/, '')

const MOST_REASONS = 3

function cancellationText({ keys }: GuardCheck, tag: { key: string; value: string }): string {
  const count = (decision: string): number =>
    keys.filter(({ decisions }) => decisions.alarm?.decision === decision).length
  const unknown = count('unknown') === 0 ? '' : ` Of ${countNoun(count('unknown'), 'key')} the tags are not known.`
  return `The function of guard alarm cancels the deletion of ${countNoun(count('cancel'), 'key')} with the tag ${tag.key}=${tag.value}.${unknown}`
}
