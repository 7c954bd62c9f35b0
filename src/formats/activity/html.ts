import { countText } from '../../lib/text/numbers.ts'
import type { Activity } from '../../model/assessments/activity.ts'
import { type ActivityDimension, activityTotals } from '../../model/assessments/activity-totals.ts'
import { findingsReport } from '../../model/assessments/findings-report.ts'
import type { Format } from '../format.ts'
import { type Content, markup, type Markup } from '../html/frame/markup.ts'
import { page } from '../html/frame/page.ts'
import { dataTable, masthead, missing, restNote, section, tiles } from '../html/frame/parts.ts'
import { findingsSection } from '../html/report/findings-section.ts'
import { gapsSection } from '../html/report/gaps-section.ts'
import { deniedText } from './coverage-lines.ts'
import {
  callerOf,
  failuresText,
  keyNames,
  least,
  leastOrNone,
  outcomesText,
  timeText,
  withoutContextText,
} from './row-texts.ts'
import { periodsTable } from './periods-table.ts'
import { whoText } from './who-text.ts'

const html: Format<Activity> = {
  title: 'callers, keys, sources, changes and findings as one file that opens offline in a browser',
  render: whole => page({ title: TITLE, body: bodyOf(whole) }),
}

export default html

const TITLE = 'Activity of AWS KMS keys'
const FINDINGS = { id: 'findings', title: 'Findings' }
const READ = { id: 'read', title: 'What was read' }
const PRINCIPALS = { id: 'principals', title: 'Principals' }
const CALLS = { id: 'calls', title: 'Calls by key, principal, service and operation' }
const PERIODS = { id: 'periods', title: 'Calls by day, month or year' }
const CHANGES = { id: 'changes', title: 'Changes of keys and trails' }
const GAPS = { id: 'gaps', title: 'What could not be read' }
const TOTALS: readonly { id: ActivityDimension; title: string }[] = [
  { id: 'key', title: 'Calls by key' },
  { id: 'operation', title: 'Calls by operation' },
  { id: 'service', title: 'Calls by service' },
  { id: 'source', title: 'Calls by source address' },
  { id: 'account', title: 'Calls by account' },
]
/** More rows make the page slow to open. */
const MOST = 1000

function* bodyOf(whole: Activity): Generator<Markup> {
  const { since, until, calls, principals, changes, denied } = whole
  const report = findingsReport(whole)
  const periods = whole.days === undefined ? [] : [PERIODS]
  const about = markup`<p>${timeText(since)} to ${timeText(until)}</p>`
  yield masthead({
    title: TITLE,
    about,
    sections: [FINDINGS, READ, PRINCIPALS, CALLS, ...periods, ...TOTALS, CHANGES, GAPS],
  })
  yield markup`<main id="main">`
  yield tiles([
    { label: 'Principals', value: countText(principals.length) },
    { label: 'Keys called', value: countText(new Set(calls.map(({ key_arn }) => key_arn)).size) },
    { label: 'Failed', value: countText(principals.reduce((sum, { failures }) => sum + failures, 0)) },
    { label: 'Changes', value: countText(changes.length) },
  ])
  yield findingsSection(report)
  const context = withoutContextText(whole)
  const notes = [...denied.map(one => `Denied: ${deniedText(one)}.`), ...(context === null ? [] : [`${context}.`])]
  yield section({ ...READ, body: [windowsTable(whole), notes.map(note => markup`<p class="soft">${note}</p>`)] })
  yield section({ ...PRINCIPALS, body: principalsTable(whole) })
  yield section({ ...CALLS, body: callsTable(whole) })
  if (whole.days !== undefined) yield section({ ...PERIODS, body: periodsTable(whole, PERIODS.title) })
  for (const { id, title } of TOTALS) yield section({ id, title, body: totalsTable(whole, id, title) })
  yield section({ ...CHANGES, body: changesTable(whole) })
  yield gapsSection(report)
  yield markup`</main>`
}

const number = (title: string) => ({ title, align: 'right' as const })
const long = (title: string) => ({ title, wraps: true as const })
const timeOrNone = (time: string | null): string => (time === null ? '–' : timeText(time))

function windowsTable({ windows }: Activity): Content {
  const columns = [{ title: 'Account' }, { title: 'Region' }, { title: 'Since' }, { title: 'Until' }]
  const rows = windows.map(one => [
    one.account_id,
    one.region,
    timeOrNone(one.since),
    timeOrNone(one.until),
    countText(one.events),
    countText(one.not_understood),
    one.is_complete ? 'all events of the time' : (one.why ?? 'a call failed'),
  ])
  return dataTable(READ.title, [...columns, number('Events'), number('Not understood'), long('How far')], rows)
}

function principalsTable({ principals }: Activity): Content {
  if (principals.length === 0) return missing('No calls were found.')
  const columns = [{ title: 'Principal' }, { title: 'Account' }]
  const counts = ['Calls', 'Failed', 'Decrypts in 24 h', 'Failed in 1 h', 'Sessions'].map(number)
  const rows = principals
    .slice(0, MOST)
    .map(row => [
      whoText(row),
      row.account_id,
      ...[row.calls, row.failures, row.most_decrypts_a_day, row.most_failures_an_hour, row.sessions].map(count =>
        leastOrNone(count, row.is_lower_bound),
      ),
      timeText(row.first_at, row.precision),
      timeText(row.last_at, row.precision),
    ])
  const all = [...columns, ...counts, { title: 'First' }, { title: 'Last' }]
  return [dataTable(PRINCIPALS.title, all, rows), restNote(rows.length, principals.length, 'principals')]
}

function callsTable(whole: Activity): Content {
  if (whole.calls.length === 0) return missing('No calls were found.')
  const nameOf = keyNames(whole)
  const columns = [{ title: 'Key' }, { title: 'Region' }, { title: 'Caller' }, { title: 'Operation' }, number('Calls')]
  const more = [long('Failures'), long('From'), long('Encryption context names'), number('Without context')]
  const rows = whole.calls
    .slice(0, MOST)
    .map(row => [
      nameOf(row.key_arn),
      row.region,
      callerOf(row),
      row.operation,
      least(row.calls, row.is_lower_bound),
      outcomesText(row),
      row.sources.map(({ address, calls }) => `${address} (${countText(calls)})`).join(', '),
      row.resources.join(', '),
      row.without_context === null ? '–' : countText(row.without_context),
      timeText(row.last_at, row.precision),
    ])
  return [
    dataTable(CALLS.title, [...columns, ...more, { title: 'Last' }], rows),
    restNote(rows.length, whole.calls.length, 'rows'),
  ]
}

function totalsTable(whole: Activity, by: ActivityDimension, title: string): Content {
  const totals = activityTotals(whole, by)
  const precision = whole.days === undefined ? undefined : 'day'
  if (totals.length === 0) return missing('No calls were found.')
  const nameOf = keyNames(whole)
  const columns = [{ title: 'Name' }, number('Calls'), long('Failures'), { title: 'First' }, { title: 'Last' }]
  const rows = totals
    .slice(0, MOST)
    .map(one => [
      by === 'key' ? nameOf(one.name) : (one.name ?? (by === 'source' ? 'other addresses' : 'none')),
      least(one.calls, one.is_lower_bound),
      one.failures === null ? '–' : failuresText(one.failures),
      timeText(one.first_at, precision),
      timeText(one.last_at, precision),
    ])
  return [dataTable(title, columns, rows), restNote(rows.length, totals.length, 'rows')]
}

function changesTable(whole: Activity): Content {
  if (whole.changes.length === 0) return missing('No changes were found.')
  const nameOf = keyNames(whole)
  const columns = ['Changed', 'Operation', 'By', 'Session', 'From', 'Region', 'Key or trail'].map(title => ({ title }))
  const rows = whole.changes
    .slice(0, MOST)
    .map(one => [
      timeText(one.event_time),
      one.operation,
      whoText(one),
      one.session ?? '–',
      one.source_address ?? '–',
      one.region,
      one.key_arn === null ? (one.trail ?? '–') : nameOf(one.key_arn),
      one.detail ?? '',
    ])
  return [
    dataTable(CHANGES.title, [...columns, long('Detail')], rows),
    restNote(rows.length, whole.changes.length, 'changes'),
  ]
}
