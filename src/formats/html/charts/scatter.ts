import { scaleLinear } from 'd3-scale'
import { markup, type Markup } from '../frame/markup.ts'
import { AXIS_TICKS, bottomAxis, PLOT, valueAxis } from './axes.ts'
import { type ChartText, type ColorClass, coordinate, figure, legend } from './figure.ts'

export interface Point {
  x: number
  y: number
  color: ColorClass
}

export interface ScatterChart extends ChartText {
  points: readonly Point[]
  xName: string
  colors: readonly { label: string; color: ColorClass }[]
  /** Returns the text of a dot for the pointer, by the number of points that it stands for and the first of them. */
  dotText(count: number, first: Point): string
  format(value: number): string
}

/**
 * Dots by two numbers that are not negative. Points of one colour that would lie upon each other are one larger dot,
 * so that a drawing of 100,000 points is not larger than one of a few thousand.
 */
export function scatterChart(chart: ScatterChart): Markup {
  const { points, xName, colors, format } = chart
  const x = scaleLinear([0, largest(points, 'x')], [PLOT.left, PLOT.right - 6]).nice(AXIS_TICKS)
  const y = scaleLinear([0, largest(points, 'y')], [PLOT.bottom, PLOT.top]).nice(AXIS_TICKS)
  const cells = new Map<string, { left: number; top: number; first: Point; count: number }>()
  for (const point of points) {
    const left = Math.round(x(point.x) / CELL) * CELL
    const top = Math.round(y(point.y) / CELL) * CELL
    const name = `${left} ${top} ${point.color}`
    const cell = cells.get(name)
    if (cell === undefined) cells.set(name, { left, top, first: point, count: 1 })
    else cell.count++
  }
  const dots = [...cells.values()].map(
    ({ left, top, first, count }) =>
      markup`<circle class="dot ${first.color}" cx="${left}" cy="${top}" r="${coordinate(Math.min(4 + Math.log2(count), 11))}"><title>${chart.dotText(count, first)}</title></circle>\n`,
  )
  return figure(chart, {
    height: PLOT.height,
    drawing: [
      ...valueAxis(y.ticks(AXIS_TICKS).map(value => ({ at: y(value), text: format(value) }))),
      bottomAxis(
        x.ticks(AXIS_TICKS).map(value => ({ at: x(value), text: format(value) })),
        xName,
      ),
      ...dots,
    ],
    below: legend(colors),
  })
}

/** Units of the drawing. */
const CELL = 5

const largest = (points: readonly Point[], field: 'x' | 'y'): number =>
  points.reduce((most, point) => Math.max(most, point[field]), 1)
