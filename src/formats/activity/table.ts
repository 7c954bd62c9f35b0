import { countNoun, countText } from '../../lib/text/numbers.ts'
import { safeText } from '../../lib/text/safe-text.ts'
import { findingsReport } from '../../model/assessments/findings-report.ts'
import type { Activity, ActivityChange, ActivityPrincipal } from '../../model/assessments/activity.ts'
import { minuteText } from '../../model/time.ts'
import type { Format, View } from '../format.ts'
import { drawFindings } from '../table/findings/draw-findings.ts'
import { labelledLines } from '../table/labelled-lines.ts'
import { coverageLines } from './coverage-lines.ts'
import { drawTextTable, type TextColumn } from './text-table.ts'
import { whoText } from './who-text.ts'

/** Rows that are shown. The others are counted. */
const SHOWN = 30

const table: Format<Activity> = {
  title: 'who called, what changed, and what is unusual',
  *render(whole, view) {
    const { principals, changes, since, until } = whole
    yield `${labelledLines('Activity', `${timeText(since)} to ${timeText(until)}`, view)}\n`
    yield* coverageLines(whole, view)
    yield '\n'
    yield* drawTextTable(PRINCIPALS, principals.slice(0, SHOWN), view)
    yield* restLine(principals.length, 'principal', view)
    if (changes.length > 0) {
      yield '\n'
      yield* drawTextTable(CHANGES, changes.slice(0, SHOWN), view)
      yield* restLine(changes.length, 'change', view)
    }
    yield* drawFindings(findingsReport(whole), view)
  },
}

export default table

function* restLine(count: number, what: string, view: View): Generator<string> {
  if (count > SHOWN)
    yield `${labelledLines('', `and ${countNoun(count - SHOWN, `more ${what}`)}: use -o json`, view)}\n`
}

const timeText = (time: string): string => minuteText(Date.parse(time))

/** A count from a part of the time is the least that it can be. */
const least = (count: number, isLowerBound: boolean): string => `${isLowerBound ? '>= ' : ''}${countText(count)}`

const PRINCIPALS: readonly TextColumn<ActivityPrincipal>[] = [
  { title: 'Principal', text: whoText, gives: true },
  { title: 'Account', text: ({ account_id }) => account_id },
  { title: 'Calls', align: 'right', text: row => least(row.calls, row.is_lower_bound) },
  { title: 'Failed', align: 'right', text: row => least(row.failures, row.is_lower_bound) },
  { title: 'Decrypts/day', align: 'right', text: row => least(row.most_decrypts_a_day, row.is_lower_bound) },
  {
    title: 'Sessions',
    align: 'right',
    text: row => (row.sessions === 0 ? '-' : least(row.sessions, row.is_lower_bound)),
  },
  { title: 'Last', text: ({ last_at }) => timeText(last_at) },
]

const CHANGES: readonly TextColumn<ActivityChange>[] = [
  { title: 'Changed', text: ({ event_time }) => timeText(event_time) },
  { title: 'Operation', text: ({ operation }) => safeText(operation) },
  { title: 'By', text: whoText },
  { title: 'Region', text: ({ region }) => region },
  {
    title: 'Key or trail',
    text: ({ key_arn, trail }) => safeText((key_arn ?? trail ?? '-').split('/').at(-1) ?? '-'),
    gives: true,
  },
]
