import { countText } from '../../../lib/text/numbers.ts'
import { type Content, markup, linesOf, type Markup } from './markup.ts'

/** The top of a page: what it is, what it is about, and the way to its sections. */
export const masthead = ({
  title,
  about,
  sections,
}: {
  title: string
  about: Content
  sections: readonly SectionName[]
}): Markup =>
  markup`<header class="masthead"><h1>${title}</h1>${about}</header><nav class="contents" aria-label="Contents"><ul>${sections.map(({ id, title: name }) => markup`<li><a href="#${id}">${name}</a></li>`)}</ul></nav>`

export interface SectionName {
  /** The place of a link: lower-case words with hyphens. */
  id: string
  title: string
}

/** One part of the page under a heading that the contents lead to. */
export const section = ({ id, title, body }: SectionName & { body: Content }): Markup =>
  markup`<section id="${id}" aria-labelledby="${id}-heading"><h2 id="${id}-heading">${title}</h2>${body}</section>`

export interface Tile {
  label: string
  /** The number as text: `1,234` or `$5.00`. */
  value: string
  /** What the number does not say, in a few words. */
  note?: Content
  mood?: 'good' | 'warn' | 'bad'
}

/** Headline numbers, side by side. */
export const tiles = (all: readonly Tile[]): Markup =>
  markup`<dl class="tiles">${all.map(
    ({ label, value, note, mood }) =>
      markup`<div class="card tile ${mood ?? ''}"><dt>${label}</dt><dd class="number">${value}</dd>${note ? markup`<dd class="note">${note}</dd>` : null}</div>`,
  )}</dl>`

export interface TableColumn {
  title: string
  align?: 'right'
  /** For prose and long lists: the text is broken into lines. */
  wraps?: true
}

/** A table with its name for screen readers. The first cell of a row names the row. */
export function dataTable(
  name: string,
  columns: readonly TableColumn[],
  rows: readonly (readonly Content[])[],
): Markup {
  const cells = (row: readonly Content[]): Markup[] =>
    columns.map((column, index) =>
      index === 0
        ? markup`<th scope="row" class="${classOf(column)}">${row[index]}</th>`
        : markup`<td class="${classOf(column)}">${row[index]}</td>`,
    )
  return markup`<div class="card scroll" role="region" aria-label="${name}" tabindex="0"><table><thead><tr>${columns.map(column => markup`<th scope="col" class="${classOf(column)}">${column.title}</th>`)}</tr></thead><tbody>${rows.map(
    row => markup`<tr>${cells(row)}</tr>\n`,
  )}</tbody></table></div>`
}

const classOf = ({ align, wraps }: TableColumn): string =>
  align === 'right' ? 'number-cell' : wraps === true ? 'long-cell' : 'short-cell'

/** Text to paste, with a button that copies it. Not for prose. */
export const command = (lines: readonly string[]): Markup =>
  markup`<div class="command"><pre><code>${linesOf(lines)}</code></pre></div>`

/** What a report does not contain, and how to get it. */
export const missing = (text: string, how?: string): Markup =>
  markup`<div class="card missing"><p>${text}</p>${how === undefined ? null : command([how])}</div>`

/** `in_use` and other values in the colour of the verdict: `v-in_use`; or `s-high` for a severity. */
export const badge = (word: string, kind: 'v' | 's'): Markup =>
  markup`<span class="badge ${kind}-${/^\w+$/.test(word) ? word : 'unknown'}">${word}</span>`

/** What is left of a long list. Nothing if all of it is there. */
export const restNote = (shown: number, all: number, what: string): Content =>
  shown >= all ? null : markup`<p class="soft">${countText(all - shown)} more ${what} are in <code>-o json</code>.</p>`
