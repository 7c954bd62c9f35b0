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
  keyNames,
  least,
  leastOrNone,
  onlyKey,
  outcomesText,
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
    const periods = activityPeriods(whole)
    yield* partOf(periodColumns(periods), periods, 'period', view)
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
  ...dryRunColumns(whole.principals),
  { title: 'Decrypts/day', align: 'right', text: row => least(row.most_decrypts_a_day, row.is_lower_bound) },
  ...(whole.principals.every(({ sessions }) => sessions === null) ? [] : [SESSIONS]),
  { title: 'First', text: row => timeText(row.first_at, row.precision), drops: 4 },
  { title: 'Last', text: row => timeText(row.last_at, row.precision), drops: 3 },
]

/** Shown unless the calls are from an archive, which keeps no sessions. */
const SESSIONS: TextColumn<ActivityPrincipal> = {
  title: 'Sessions',
  align: 'right',
  text: row => (row.sessions === 0 ? '-' : leastOrNone(row.sessions, row.is_lower_bound)),
  drops: 2,
}

/** Dry runs are rare, so they have a column only if there are any. */
const dryRunColumns = <Row extends { dry_runs?: number; is_lower_bound: boolean }>(
  rows: readonly Row[],
): TextColumn<Row>[] =>
  rows.every(({ dry_runs = 0 }) => dry_runs === 0)
    ? []
    : [{ title: 'Dry runs', align: 'right', text: row => least(row.dry_runs ?? 0, row.is_lower_bound), drops: 2 }]

function callColumns(whole: Activity): TextColumn<ActivityCalls>[] {
  const nameOf = keyNames(whole)
  const keyOf = ({ key_arn }: ActivityCalls): string => nameOf(key_arn)
  return [
    // One key is named above.
    ...(onlyKey(whole) === null ? [{ title: 'Key', text: keyOf, narrowest: 14 }] : []),
    ...placeColumns(whole),
    { title: 'Caller', text: callerOf, narrowest: 18 },
    { title: 'Operation', text: ({ operation }) => safeText(operation), narrowest: 10 },
    { title: 'Calls', align: 'right', text: row => least(row.calls, row.is_lower_bound) },
    { title: 'Failures', text: outcomesText, narrowest: 12 },
    ...(whole.calls.some(({ sources }) => sources.length > 0) ? [{ title: 'From', text: sourcesText, drops: 1 }] : []),
    { title: 'Last', text: row => timeText(row.last_at, row.precision), drops: 2 },
  ]
}

const periodColumns = (periods: readonly ActivityPeriod[]): TextColumn<ActivityPeriod>[] => [
  { title: 'Period', text: ({ period }) => period },
  { title: 'Uses', align: 'right', text: row => least(row.uses, row.is_lower_bound) },
  { title: 'Failed', align: 'right', text: row => least(row.failures, row.is_lower_bound) },
  ...dryRunColumns(periods),
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
