import { scaleBand, scaleLinear } from 'd3-scale'
import { cut } from '../../../lib/text/cut.ts'
import { safeText } from '../../../lib/text/safe-text.ts'
import { markup, type Markup } from '../frame/markup.ts'
import { CHART_WIDTH, type ChartText, type ColorClass, coordinate, figure, legend, numbersTable } from './figure.ts'

export interface Bar {
  /** Raw text; cut in the drawing, whole in the table of numbers. */
  label: string
  /** What the whole bar is worth, as text: `$12.00`. */
  text: string
  /** From left to right. One for a plain bar. Not negative. */
  parts: readonly { value: number; color: ColorClass; text?: string }[]
}

export interface BarChart extends ChartText {
  bars: readonly Bar[]
  /** Names of the parts, in their order. Left out: bars have one part each, and their labels say all. */
  parts?: readonly { label: string; color: ColorClass }[]
  /** The headers of the table of numbers: of the labels, and of the values. */
  columns: readonly [label: string, value: string]
}

/** Horizontal bars, plain or stacked, with a common scale that begins at 0. */
export function horizontalBars(chart: BarChart): Markup {
  const { bars, parts, columns } = chart
  const height = bars.length * ROW
  const widest = Math.max(0, ...bars.map(({ text }) => text.length))
  const x = scaleLinear(
    [0, Math.max(...bars.map(total), 0) || 1],
    [0, CHART_WIDTH - LABELS - widest * DIGIT - SPACE * 2],
  )
  const y = scaleBand<number>(bars.keys(), [0, height]).paddingInner(0.3).paddingOuter(0.15)
  const drawing = bars.map((bar, index) => barMarkup(bar, { x, top: y(index) ?? 0, thickness: y.bandwidth() }))
  const titles = parts === undefined ? columns : [columns[0], ...parts.map(({ label }) => label), columns[1]]
  const rows = bars.map(({ label, text, parts: values }) => [
    label,
    ...(parts === undefined ? [] : values.map(part => part.text ?? String(part.value))),
    text,
  ])
  return figure(chart, {
    height: Math.max(height, 1),
    drawing,
    below: [parts === undefined ? null : legend(parts), numbersTable(chart.title, titles, rows)],
  })
}

/** Units of the drawing. */
const ROW = 27
const LABELS = 142
const SPACE = 8
const DIGIT = 7.2
/** Characters of a label that fit. */
const LABEL_LENGTH = 20

const total = ({ parts }: Bar): number => parts.reduce((sum, { value }) => sum + value, 0)

interface Place {
  x: (value: number) => number
  top: number
  thickness: number
}

function barMarkup(bar: Bar, { x, top, thickness }: Place): Markup {
  const middle = coordinate(top + thickness / 2)
  let start = 0
  const rectangles = bar.parts.map(({ value, color }) => {
    const left = coordinate(LABELS + SPACE + x(start))
    start += value
    const width = coordinate(LABELS + SPACE + x(start) - left)
    return width <= 0
      ? null
      : markup`<rect class="mark ${color}" x="${left}" y="${coordinate(top)}" width="${width}" height="${coordinate(thickness)}" rx="2"/>`
  })
  const label = cut(safeText(bar.label), LABEL_LENGTH)
  return markup`<g><title>${bar.label}: ${bar.text}</title><text x="${LABELS}" y="${middle}" text-anchor="end" dominant-baseline="central">${label}</text>${rectangles}<text x="${coordinate(LABELS + SPACE * 2 + x(total(bar)))}" y="${middle}" dominant-baseline="central">${bar.text}</text></g>\n`
}
