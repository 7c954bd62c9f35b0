import { scaleLinear, scalePoint } from 'd3-scale'
import { area, line } from 'd3-shape'
import { markup, type Markup } from '../frame/markup.ts'
import { AXIS_TICKS, bottomAxis, PLOT, valueAxis } from './axes.ts'
import { type ChartText, type ColorClass, coordinate, figure, legend, numbersTable } from './figure.ts'

export interface Series {
  label: string
  color: ColorClass
  /** One for each point in time. Null: not known, which interrupts the line. */
  values: readonly (number | null)[]
  /** Whether the space below the line is tinted. */
  filled?: boolean
}

export interface LineChart extends ChartText {
  /** The points in time, in their order: `2026-11`. Not empty. */
  times: readonly string[]
  /** The header of the times in the table of numbers. */
  timeTitle: string
  series: readonly Series[]
  /** Returns a value as text, at the axis and in the table. */
  format(value: number): string
}

/** Lines over time with a common scale that begins at 0. */
export function lineChart(chart: LineChart): Markup {
  const { times, series, format, timeTitle } = chart
  const known = series.flatMap(({ values }) => values.filter(value => value !== null))
  const y = scaleLinear([0, Math.max(1, ...known)], [PLOT.bottom, PLOT.top]).nice(AXIS_TICKS)
  const x = scalePoint<number>(times.keys(), [PLOT.left, PLOT.right])
  const at = (index: number): number => x(index) ?? PLOT.left
  const every = Math.ceil(times.length / MOST_TIMES)
  const ticks = times.flatMap((text, index) => (index % every === 0 ? [{ at: at(index), text }] : []))
  const drawing = [
    ...valueAxis(y.ticks(AXIS_TICKS).map(value => ({ at: y(value), text: format(value) }))),
    bottomAxis(ticks),
    ...series.map(each => seriesMarkup(each, { at, y: value => y(value) })),
  ]
  const rows = times.map((time, index) => [time, ...series.map(({ values }) => textOf(values[index] ?? null, format))])
  return figure(chart, {
    height: PLOT.height,
    drawing,
    below: [legend(series), numbersTable(chart.title, [timeTitle, ...series.map(({ label }) => label)], rows)],
  })
}

/** Times below the axis that fit side by side. */
const MOST_TIMES = 7

const textOf = (value: number | null, format: (value: number) => string): string =>
  value === null ? 'unknown' : format(value)

function seriesMarkup(
  { color, values, filled }: Series,
  { at, y }: { at: (index: number) => number; y: (value: number) => number },
): Markup {
  const top = (value: number | null): number => y(value ?? 0)
  const path = line<number | null>((_, index) => at(index), top)
    .defined(isKnown)
    .digits(1)(values)
  const below = area<number | null>((_, index) => at(index), PLOT.bottom, top)
    .defined(isKnown)
    .digits(1)(values)
  // A line through one point has no length.
  const dots = values.flatMap((value, index) =>
    value === null || (values.length > 1 && (isKnown(values[index - 1] ?? null) || isKnown(values[index + 1] ?? null)))
      ? []
      : [markup`<circle class="mark" cx="${coordinate(at(index))}" cy="${coordinate(y(value))}" r="3"/>`],
  )
  return markup`<g class="${color}">${filled === true && below !== null ? markup`<path class="band" d="${below}"/>` : null}${path === null ? null : markup`<path class="stroke" d="${path}"/>`}${dots}</g>\n`
}

const isKnown = (value: number | null): boolean => value !== null
