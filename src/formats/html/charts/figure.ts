import { type Content, markup, type Markup } from '../frame/markup.ts'

/** What every chart says beside its drawing. */
export interface ChartText {
  title: string
  /** What is drawn, in which unit, over which time. */
  subtitle?: string
  /** The result in a sentence, for those who cannot see the drawing. */
  summary: string
}

/** A colour of the style sheet: a verdict (`v-stale`), a severity (`s-high`), or one of four for other series. */
export type ColorClass = `v-${string}` | `s-${string}` | 'c-one' | 'c-two' | 'c-three' | 'c-four' | 'c-rest'

/** The width of every drawing in units of its `viewBox`. The style sheet stretches it to the page. */
export const CHART_WIDTH = 480

/** A chart with its name, its legend and the numbers behind it. */
export const figure = (
  { title, subtitle, summary }: ChartText,
  { height, drawing, below }: { height: number; drawing: Content; below?: Content },
): Markup =>
  markup`<figure class="card chart"><figcaption>${title}${subtitle === undefined ? null : markup`<span class="soft">${subtitle}</span>`}</figcaption><svg viewBox="0 0 ${CHART_WIDTH} ${Math.ceil(height)}" role="img"><title>${summary}</title>${drawing}</svg>${below}</figure>`

export const legend = (entries: readonly { label: string; color: ColorClass }[]): Markup =>
  markup`<ul class="legend">${entries.map(({ label, color }) => markup`<li class="${color}"><span class="text">${label}</span></li>`)}</ul>`

/** The numbers of a chart as a table, closed at first. */
export const numbersTable = (name: string, titles: readonly string[], rows: readonly (readonly string[])[]): Markup =>
  markup`<details><summary>Show the numbers<span class="hidden-label"> of: ${name}</span></summary><table><thead><tr>${titles.map((title, at) => markup`<th scope="col" class="${at === 0 ? '' : 'number-cell'}">${title}</th>`)}</tr></thead><tbody>${rows.map(
    row =>
      markup`<tr>${row.map((cell, at) => (at === 0 ? markup`<th scope="row">${cell}</th>` : markup`<td class="number-cell">${cell}</td>`))}</tr>`,
  )}</tbody></table></details>`

/** A coordinate with at most one decimal. */
export const coordinate = (value: number): number => Math.round(value * 10) / 10
