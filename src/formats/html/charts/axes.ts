import { markup, type Markup } from '../frame/markup.ts'
import { CHART_WIDTH, coordinate } from './figure.ts'

/** The place of the drawing between its axes, in units of the drawing. */
export const PLOT = { left: 62, right: CHART_WIDTH - 26, top: 12, bottom: 210, height: 246 } as const

/** About how many values an axis has. */
export const AXIS_TICKS = 4

export interface Tick {
  at: number
  text: string
}

/** Grid lines with their values at the left. */
export const valueAxis = (ticks: readonly Tick[]): Markup[] =>
  ticks.map(({ at, text }) => {
    const y = coordinate(at)
    return markup`<line class="grid" x1="${PLOT.left}" x2="${PLOT.right}" y1="${y}" y2="${y}"/><text class="tick" x="${PLOT.left - 6}" y="${y}" text-anchor="end" dominant-baseline="central">${text}</text>\n`
  })

/** The line at the bottom with its values, and what they mean. */
export const bottomAxis = (ticks: readonly Tick[], name?: string): Markup =>
  markup`<line class="axis" x1="${PLOT.left}" x2="${PLOT.right}" y1="${PLOT.bottom}" y2="${PLOT.bottom}"/>${ticks.map(({ at, text }) => markup`<text class="tick" x="${coordinate(at)}" y="${PLOT.bottom + 15}" text-anchor="middle">${text}</text>`)}${
    name === undefined
      ? null
      : markup`<text class="tick" x="${(PLOT.left + PLOT.right) / 2}" y="${PLOT.height - 3}" text-anchor="middle">${name}</text>`
  }\n`
