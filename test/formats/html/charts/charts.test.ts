import { expect, test } from 'vitest'
import { horizontalBars } from '../../../../src/formats/html/charts/bars.ts'
import { lineChart } from '../../../../src/formats/html/charts/lines.ts'
import { scatterChart } from '../../../../src/formats/html/charts/scatter.ts'

const TEXT = { title: 'Keys', summary: '3 keys are stale.' }

/** The numbers of an attribute of all elements of a kind. */
const numbers = (text: string, element: string, attribute: string): number[] =>
  Array.from(text.matchAll(new RegExp(`<${element} [^>]*?\\b${attribute}="([\\d.-]+)"`, 'g')), ([, value]) =>
    Number(value),
  )

test('html bars: a bar is as long as its value, and stacked parts follow each other', () => {
  const { text } = horizontalBars({
    ...TEXT,
    columns: ['Region', 'Cost'],
    parts: [
      { label: 'used', color: 'v-in_use' },
      { label: 'unused', color: 'v-stale' },
    ],
    bars: [
      {
        label: 'a',
        text: '4',
        parts: [
          { value: 1, color: 'v-in_use' },
          { value: 3, color: 'v-stale' },
        ],
      },
      {
        label: 'b',
        text: '2',
        parts: [
          { value: 2, color: 'v-in_use' },
          { value: 0, color: 'v-stale' },
        ],
      },
    ],
  })
  const widths = numbers(text, 'rect', 'width')
  const lefts = numbers(text, 'rect', 'x')
  expect(widths).toHaveLength(3)
  expect(widths[1]).toBeCloseTo(3 * (widths[0] ?? 0), 0)
  expect(widths[2]).toBeCloseTo(2 * (widths[0] ?? 0), 0)
  expect(lefts[1]).toBeCloseTo((lefts[0] ?? 0) + (widths[0] ?? 0), 1)
})

test('html bars: labels are escaped, cut in the drawing and whole in the numbers', () => {
  const label = `<b>${'long '.repeat(20)}`
  const { text } = horizontalBars({
    ...TEXT,
    columns: ['Region', 'Cost'],
    bars: [{ label, text: '0', parts: [{ value: 0, color: 'c-one' }] }],
  })
  expect(text).not.toContain('<b>')
  expect(text).toContain('…</text>')
  expect(text).toContain(`<th scope="row">&lt;b&gt;${'long '.repeat(20)}</th>`)
})

test('html lines: an unknown value interrupts the line and is called unknown in the numbers', () => {
  const { text } = lineChart({
    ...TEXT,
    times: ['2026-09', '2026-10', '2026-11'],
    timeTitle: 'Month',
    series: [{ label: 'cost', color: 'c-one', values: [4, null, 8], filled: true }],
    format: value => `$${value}`,
  })
  expect(text).not.toContain('NaN')
  expect(numbers(text, 'circle', 'cx')).toHaveLength(2)
  expect(text).toContain('<td class="number-cell">unknown</td>')
})

test('html lines: a higher value is drawn higher', () => {
  const { text } = lineChart({
    ...TEXT,
    times: ['1', '2'],
    timeTitle: 'Month',
    series: [{ label: 'cost', color: 'c-one', values: [4, 8] }],
    format: String,
  })
  const [, from = '', to = ''] = /class="stroke" d="M[\d.]+,([\d.]+)L[\d.]+,([\d.]+)"/.exec(text) ?? []
  expect(Number(to)).toBeLessThan(Number(from))
})

test('html scatter: points upon each other are one dot that says how many they are', () => {
  const { text } = scatterChart({
    ...TEXT,
    points: Array.from({ length: 10_000 }, (_, n) => ({ x: 100 + (n % 2), y: 50, color: 'v-stale' as const })),
    xName: 'age',
    colors: [{ label: 'stale', color: 'v-stale' }],
    dotText: count => `${count} keys`,
    format: String,
  })
  expect(numbers(text, 'circle', 'cx').length).toBeLessThanOrEqual(2)
  expect(text).toContain('keys</title>')
})

test.each<[name: string, text: string]>([
  ['bars', horizontalBars({ ...TEXT, columns: ['a', 'b'], bars: [] }).text],
  ['lines', lineChart({ ...TEXT, times: ['1'], timeTitle: 'M', series: [], format: String }).text],
  ['scatter', scatterChart({ ...TEXT, points: [], xName: 'x', colors: [], dotText: String, format: String }).text],
])('html charts: %s without values is a drawing with a name and no broken numbers', (_, text) => {
  expect(text).toContain('role="img"><title>3 keys are stale.</title>')
  expect(text).not.toMatch(/NaN|undefined|Infinity/)
})
