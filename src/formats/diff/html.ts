import { countNoun, countText } from '../../lib/text/numbers.ts'
import type { ReportDiff } from '../../model/history/report-diff.ts'
import { minuteText } from '../../model/time.ts'
import { amountText } from '../columns/cell-texts.ts'
import type { Format } from '../format.ts'
import { type Content, markup, type Markup } from '../html/frame/markup.ts'
import { page } from '../html/frame/page.ts'
import { badge, dataTable, masthead, restNote, section, tiles } from '../html/frame/parts.ts'
import { type Change, changesByKind, detailsOf, isFindingChange } from './shared/change-lines.ts'
import { keyNames } from './shared/key-name.ts'
import { KIND_TITLES } from './shared/kind-titles.ts'
import { resultRows, type SummaryRow, unknownRows } from './shared/summary-rows.ts'

const html: Format<ReportDiff> = {
  title: 'the differences as one file that opens offline in a browser',
  render: diff => page({ title: 'What changed in AWS KMS', body: bodyOf(diff), style: STYLE }),
}

export default html

/** The tables of all kinds have columns of the same width. */
const STYLE = 'td.long-cell { width: 64%; }'

function* bodyOf(diff: ReportDiff): Generator<Markup> {
  const groups = changesByKind(diff)
  const unknown = unknownRows(diff)
  const ids = groups.map(([first]) => ({ id: idOf(first), title: titleOf(first) }))
  const contents = [SUMMARY, ...(unknown.length === 0 ? [] : [GAPS]), ...ids]
  yield masthead({ title: 'What changed in AWS KMS', about: aboutText(diff), sections: contents })
  yield markup`<main id="main">`
  yield headline(diff)
  yield section({ ...SUMMARY, body: rowsTable('Result of the comparison', resultRows(diff)) })
  if (unknown.length > 0) yield section({ ...GAPS, body: rowsTable('What could not be compared', unknown) })
  for (const [at, group] of groups.entries())
    yield section({ ...(ids[at] ?? SUMMARY), body: changesTable(group, diff) })
  yield markup`</main>`
}

const SUMMARY = { id: 'summary', title: 'Summary' }
const GAPS = { id: 'not-compared', title: 'Not compared' }

const titleOf = (one: Change | undefined): string =>
  one === undefined ? '' : KIND_TITLES[one.change].replace(/^./, first => first.toUpperCase())

const idOf = (one: Change | undefined): string => (one?.change ?? '').replaceAll('_', '-')

const aboutText = ({ old, new: now }: ReportDiff): Markup =>
  markup`<p>${old.name} (${minuteText(Date.parse(old.generated_at))}) and ${now.name} (${minuteText(Date.parse(now.generated_at))})</p>`

const dollars = (amount: number | null): string => (amount === null ? 'unknown' : `$${amountText(amount)}`)

function headline({ summary, savings }: ReportDiff): Markup {
  const { changes, findings } = summary
  return tiles([
    { label: 'Newly unused', value: countText(changes.newly_unused ?? 0), note: 'keys' },
    {
      label: 'New and gone',
      value: `${countText(changes.new_key ?? 0)} / ${countText(changes.key_gone ?? 0)}`,
      note: 'keys',
    },
    { label: 'New findings', value: countText(findings.new_finding ?? 0) },
    {
      label: 'Cost a month',
      value: dollars(savings.new_monthly_cost),
      note: `${dollars(savings.old_monthly_cost)} before${withoutText(savings)}`,
    },
    {
      label: 'Saved a month',
      value: dollars(savings.realized_monthly),
      note: 'unused keys that are gone or pending deletion',
    },
    { label: 'Not comparable', value: countText(summary.not_comparable), note: 'keys, at least in part' },
  ])
}

const withoutText = ({ cost_not_compared_keys: keys }: ReportDiff['savings']): string =>
  keys === 0 ? '' : `, without ${countNoun(keys, 'key')} that cannot be compared`

const rowsTable = (name: string, rows: readonly SummaryRow[]): Markup =>
  dataTable(name, [{ title: 'What' }, { title: 'Result', wraps: true }], rows)

function changesTable(group: readonly Change[], diff: ReportDiff): Content {
  const nameOf = keyNames(diff)
  const shown = group.slice(0, MOST)
  const rows = shown.map((one): Content[] => [nameOf(one), whatChanged(one)])
  const columns = [{ title: 'Key' }, { title: 'What changed', wraps: true as const }]
  return [dataTable(`Keys: ${titleOf(group[0])}`, columns, rows), restNote(shown.length, group.length, 'differences')]
}

/** Differences of one kind. A page with more is slow to open. */
const MOST = 2000

const whatChanged = (one: Change): Content => [
  isFindingChange(one) ? markup`${badge(one.severity, 's')} ${one.check}` : null,
  detailsOf(one).map(text => markup`<div>${text}</div>`),
]
