import { countText } from '../../../../lib/text/numbers.ts'
import type { KeyRecord, Report } from '../../../../model/report/report.ts'
import { emptyText } from '../../../table/summary/summary.ts'
import { badge, section } from '../../frame/parts.ts'
import { type Content, type Markup, markup } from '../../frame/markup.ts'
import type { Detail } from './detail.ts'
import type { KeyCell, KeyColumn } from './key-columns.ts'
import type { KeyFilter } from './key-filters.ts'
import type { ShownKeys } from './shown-keys.ts'

export interface KeysSection extends ShownKeys {
  columns: readonly KeyColumn[]
  filters: readonly KeyFilter[]
  detailsOf(key: KeyRecord): readonly Detail[]
}

/** Rows that are HTML, for readers without JavaScript, and that the script draws at a time. */
const ROWS = 200

/** The table of keys. Its script adds search, filters, sorting and the rows after the first 200. */
export function keysSection(report: Report, { keys, note, columns, filters, detailsOf }: KeysSection): Markup {
  const notes = note === null ? null : markup`<p class="card notice">${note}</p>`
  const only = report.scope.only
  const narrowed =
    only === undefined || report.keys.length === report.summary.keys
      ? null
      : markup`<p>The report contains ${countText(report.keys.length)} of ${countText(report.summary.keys)} keys (--only ${only.join(',')}).</p>`
  if (keys.length === 0)
    return section({ id: 'keys', title: 'Keys', body: [notes, markup`<p class="card">${emptyText(report)}</p>`] })
  const rest = keys.length - ROWS
  return section({
    id: 'keys',
    title: 'Keys',
    body: markup`${notes}${narrowed}
<div class="tools" hidden><label class="search">Search <input id="key-search" type="search" autocomplete="off" spellcheck="false" placeholder="alias, ID, description, account, tag, check"></label>${filters.map(filterMarkup)}</div>
<div class="found"><p id="key-count" role="status">${countText(Math.min(keys.length, ROWS))} of ${countText(keys.length)} keys</p><button type="button" id="key-reset" hidden>Reset</button></div>
<div class="card scroll" role="region" aria-label="Table of keys" tabindex="0"><table id="key-table">
<caption class="hidden-label">All keys. The buttons in the head sort them; the button of a key opens its evidence.</caption>
<thead><tr>${columns.map(headCell)}</tr></thead>
<tbody>
${keys.slice(0, ROWS).map(key => rowMarkup(key, columns, detailsOf))}</tbody></table></div>
${rest > 0 ? markup`<p id="key-rest">${countText(rest)} more keys are shown by the script of this page, which does not run here.</p>` : null}
<p><button type="button" id="key-more" hidden>Show ${ROWS} more</button></p>`,
  })
}

const filterMarkup = ({ label, any, options }: KeyFilter): Markup =>
  markup`<label>${label} <select class="key-filter"><option value="">${any}</option>${options.map(
    (option, place) => markup`<option value="${place}">${option}</option>`,
  )}</select></label>`

const headCell = (column: KeyColumn): Markup => markup`<th scope="col" class="${cssOf(column)}">${column.title}</th>`

const cssOf = ({ kind, expendable }: KeyColumn): string =>
  [kind === 'number' ? 'number-cell' : `${kind}-cell`, ...(expendable === undefined ? [] : [`not-${expendable}`])].join(
    ' ',
  )

function rowMarkup(key: KeyRecord, columns: readonly KeyColumn[], detailsOf: KeysSection['detailsOf']): Markup {
  const [first, ...others] = columns
  return markup`<tr>${first === undefined ? null : markup`<th scope="row" class="key-cell">${cellMarkup(first.cell(key))}<details><summary>Evidence</summary>${detailsMarkup(detailsOf(key))}</details></th>`}${others.map(
    column => markup`<td class="${cssOf(column)}">${cellMarkup(column.cell(key))}</td>`,
  )}</tr>\n`
}

function cellMarkup(cell: KeyCell): Content {
  if (typeof cell === 'string') return cell
  if ('badge' in cell) return markup`<span class="badge ${cell.css}">${cell.badge}</span> ${cell.text}`
  return markup`<span class="key-name">${cell.name}</span>${cell.id === cell.name ? null : markup`<code>${cell.id}</code>`}<span class="soft">${cell.about}</span>`
}

/** As the script draws them, without the remedies, which the section about findings has too. */
const detailsMarkup = (details: readonly Detail[]): Markup =>
  markup`<div class="details">${details.map(({ kind, label, text }) => {
    if (kind === 'command') return null
    if (kind === 'heading') return markup`<p class="heading">${label}</p>`
    const name = kind === 'finding' ? badge(label, 's') : label
    return markup`<div class="fact"><span class="label">${name}</span><span class="value">${text}</span></div>`
  })}</div>`
