import { countNoun } from '../../lib/text/numbers.ts'
import { safeText } from '../../lib/text/safe-text.ts'
import type { Activity, ActivityCalls, ActivityChange, ActivityPrincipal } from '../../model/assessments/activity.ts'
import { activityPeriods, type ActivityPeriod } from '../../model/assessments/activity-periods.ts'
import { findingsReport } from '../../model/assessments/findings-report.ts'
import type { Format, View } from '../format.ts'
import { drawFindings } from '../table/findings/draw-findings.ts'
import { labelledLines } from '../table/labelled-lines.ts'
import { coverageLines } from './coverage-lines.ts'
import {
  callerOf,
  failuresText,
  keyNames,
  least,
  leastOrNone,
  sourcesText,
  timeText,
  withoutContextText,
} from './row-texts.ts'
import { drawTextTable, type TextColumn } from './text-table.ts'
import { whoText } from './who-text.ts'

/** Rows that are shown of each table. The others are counted. */
const SHOWN = 30

const table: Format<Activity> = {
  title: 'who called, which key with what, what changed, and what is unusual',
  *render(whole, view) {
    const { principals, calls, changes } = whole
    yield* coverageLines(whole, view)
    const context = withoutContextText(whole)
    if (context !== null) yield `${labelledLines('Context', `${context}.`, view)}\n`
    yield* partOf(principalColumns(whole), principals, 'principal', view)
    yield* partOf(callColumns(whole), calls, 'row', view)
    yield* partOf(PERIOD_COLUMNS, activityPeriods(whole), 'period', view)
    yield* partOf(changeColumns(whole), changes, 'change', view)
    yield* drawFindings(findingsReport(whole), view)
  },
}

export default table

function* partOf<Row>(
  columns: readonly TextColumn<Row>[],
  rows: readonly Row[],
  what: string,
  view: View,
): Generator<string> {
  if (rows.length === 0) return
  yield '\n'
  yield* drawTextTable(columns, rows.slice(0, SHOWN), view)
  const rest = rows.length - SHOWN
  if (rest > 0) yield `${labelledLines('', `and ${countNoun(rest, `more ${what}`)}: use -o csv or -o json`, view)}\n`
}

const hasSeveral = ({ scope }: Activity, field: 'account_id' | 'region'): boolean =>
  new Set(scope.places.map(place => place[field])).size > 1

/** The account and Region of a row, where there are several. */
const placeColumns = (whole: Activity): TextColumn<ActivityCalls | ActivityChange>[] => [
  ...(hasSeveral(whole, 'account_id')
    ? [{ title: 'Account', text: (row: { account_id: string }) => row.account_id, drops: 4 }]
    : []),
  ...(hasSeveral(whole, 'region')
    ? [{ title: 'Region', text: (row: { region: string }) => row.region, drops: 3 }]
    : []),
]

const principalColumns = (whole: Activity): TextColumn<ActivityPrincipal>[] => [
  { title: 'Principal', text: whoText, narrowest: 20 },
  ...(hasSeveral(whole, 'account_id')
    ? [{ title: 'Account', text: ({ account_id }: ActivityPrincipal) => account_id, drops: 1 }]
    : []),
  { title: 'Calls', align: 'right', text: row => least(row.calls, row.is_lower_bound) },
  { title: 'Failed', align: 'right', text: row => least(row.failures, row.is_lower_bound) },
  { title: 'Decrypts/day', align: 'right', text: row => least(row.most_decrypts_a_day, row.is_lower_bound) },
  {
    title: 'Sessions',
    align: 'right',
    text: row => (row.sessions === 0 ? '-' : leastOrNone(row.sessions, row.is_lower_bound)),
    drops: 2,
  },
  { title: 'First', text: row => timeText(row.first_at, row.precision), drops: 4 },
  { title: 'Last', text: row => timeText(row.last_at, row.precision), drops: 3 },
]

function callColumns(whole: Activity): TextColumn<ActivityCalls>[] {
  const nameOf = keyNames(whole)
  return [
    { title: 'Key', text: ({ key_arn }) => nameOf(key_arn), narrowest: 14 },
    ...placeColumns(whole),
    { title: 'Caller', text: callerOf, narrowest: 18 },
    { title: 'Operation', text: ({ operation }) => safeText(operation), narrowest: 10 },
    { title: 'Calls', align: 'right', text: row => least(row.calls, row.is_lower_bound) },
    { title: 'Failures', text: ({ failures }) => failuresText(failures), narrowest: 12 },
    { title: 'From', text: sourcesText, drops: 1 },
    { title: 'Last', text: row => timeText(row.last_at, row.precision), drops: 2 },
  ]
}

const PERIOD_COLUMNS: readonly TextColumn<ActivityPeriod>[] = [
  { title: 'Period', text: ({ period }) => period },
  { title: 'Uses', align: 'right', text: row => least(row.uses, row.is_lower_bound) },
  { title: 'Failed', align: 'right', text: row => least(row.failures, row.is_lower_bound) },
  { title: 'Keys', align: 'right', text: row => least(row.keys, row.is_lower_bound) },
]

function changeColumns(whole: Activity): TextColumn<ActivityChange>[] {
  const nameOf = keyNames(whole)
  return [
    { title: 'Changed', text: ({ event_time }) => timeText(event_time) },
    { title: 'Operation', text: ({ operation }) => safeText(operation) },
    { title: 'By', text: whoText, narrowest: 14 },
    ...placeColumns(whole),
    {
      title: 'Key or trail',
      text: ({ key_arn, trail }) => (key_arn === null ? safeText(trail?.split('/').at(-1) ?? '-') : nameOf(key_arn)),
      narrowest: 14,
    },
  ]
}
