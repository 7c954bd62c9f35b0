import { pad, cutMiddle } from '../../lib/text/cut.ts'
import { countNoun } from '../../lib/text/numbers.ts'
import { paint, type Style } from '../../lib/text/paint.ts'
import { displayWidth } from '../../lib/text/width.ts'
import { safeText } from '../../lib/text/safe-text.ts'
import { minuteText } from '../../model/time.ts'
import type { WatchedKeyRecord, WatchRecord, WatchVerdict } from '../../model/retirement/retirement-watch.ts'
import type { Format, View } from '../format.ts'
import { detailLines, hasDetails } from './detail-lines.ts'
import { drawProse } from './draw-prose.ts'
import { keyName } from './key-name.ts'

/** A line for each key, then why: who needs it, and what could not be read. */
const table: Format<readonly WatchRecord[]> = {
  title: 'a line for each key, who needs it, and how to make it usable again',
  *render(watches, view) {
    for (const [index, watch] of watches.entries()) {
      if (index > 0) yield '\n'
      yield* drawWatch(watch, view)
    }
    const notes = new Set(watches.flatMap(watch => watch.notes))
    if (notes.size > 0) yield '\n'
    for (const note of notes) yield* drawProse(note, view)
  },
}

export default table

function* drawWatch(watch: WatchRecord, view: View): Generator<string> {
  const { account_id: account, window_days: days, generated_at: at, keys } = watch
  const head = `Account ${account}: ${countNoun(keys.length, 'key')}, window of ${countNoun(days, 'day')}, as of`
  yield* drawProse(`${head} ${minuteText(Date.parse(at))}`, view)
  if (keys.length === 0) return
  yield '\n'
  yield* drawRows(watch, view)
  for (const key of keys.filter(hasDetails)) {
    yield '\n'
    yield* detailLines(key, view)
  }
}

const TITLES = ['Verdict', 'Key', 'Region', 'State', 'Disabled', 'Seen'] as const
/** The column that gives way on a narrow terminal. */
const NAME = 1
const GAP = '  '
/** Columns for the name of a key, also on a very narrow terminal. */
const NARROWEST_NAME = 12

function* drawRows({ keys, window_days: days }: WatchRecord, view: View): Generator<string> {
  const rows = keys.map(key => rowOf(key, days))
  const widths = TITLES.map((title, at) => Math.max(...[title, ...rows.map(row => row[at] ?? '')].map(displayWidth)))
  const others = widths.reduce((sum, width, at) => (at === NAME ? sum : sum + width + GAP.length), 0)
  if (view.terminal) widths[NAME] = Math.min(widths[NAME] ?? 0, Math.max(NARROWEST_NAME, view.width - others))
  for (const [index, row] of [TITLES, ...rows].entries()) {
    const cells = row.map((cell, at) => pad(cutMiddle(cell, widths[at] ?? 0, '...'), widths[at] ?? 0))
    const style = index === 0 ? 'bold' : STYLES[keys[index - 1]?.verdict ?? 'quiet']
    const [first = '', ...more] = cells
    yield `${[view.color && style !== undefined ? paint(first, style) : first, ...more].join(GAP).trimEnd()}\n`
  }
}

const STYLES: Readonly<Partial<Record<WatchVerdict, Style>>> = { needed: 'red', not_seen: 'yellow' }

const rowOf = (key: WatchedKeyRecord, windowDays: number): string[] => [
  key.verdict.replace('_', ' '),
  keyName(key),
  key.region,
  safeText(key.key_state ?? 'Unknown'),
  key.disabled_at?.slice(0, 10) ?? '-',
  seenText(key, windowDays),
]

/** The days that were seen say nothing about a key if another part of its time was not seen. */
function seenText({ verdict, days_seen: days }: WatchedKeyRecord, windowDays: number): string {
  if (verdict === 'not_seen') return '-'
  return days < windowDays ? `${days} of ${windowDays} d` : `${days} d`
}
