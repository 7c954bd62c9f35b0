import { beforeAll, expect, test } from 'vitest'
import { frame } from '../../src/browse/frame.ts'
import type { Browsed } from '../../src/browse/state.ts'
import { displayWidth } from '../../src/lib/text/width.ts'
import type { Report } from '../../src/model/report/report.ts'
import { sampleReport } from '../sinks/sample-report.ts'
import { after, browsedOf } from './browsed.ts'

const PLAIN = { color: false, ellipsis: '…' } as const

let report: Report
let browsed: Browsed
beforeAll(async () => {
  report = await sampleReport()
  browsed = browsedOf(report)
}, 60_000)

test.each([
  [160, ['Key', 'Region', 'Account', 'Verdict', 'Last Used', 'Requests', '$/Month', 'Findings']],
  [80, ['Key', 'Region', 'Verdict', 'Last Used']],
  [40, ['Key', 'Verdict']],
])('browse screen: %d columns leave room for these', (columns, titles) => {
  const lines = frame(after(browsed, '', { columns, rows: 24 }).state, browsed, PLAIN)
  expect(lines[1]?.trim().split(/ {2,}/)).toEqual(titles)
  for (const line of lines) expect(displayWidth(line)).toBeLessThan(columns)
})

test('browse screen: the line of keys is whole on a terminal of 80 columns', () => {
  const { state } = after(browsed, '', { columns: 80, rows: 24 })
  expect(frame(state, browsed, PLAIN).at(-1)).toMatch(/^\? help .* q leave$/)
})

test('browse screen: the title counts keys and marks and names the filters', () => {
  const [title] = frame(after(browsed, 'va<home>fus-east<enter>').state, browsed, PLAIN)
  expect(title).toMatch(/^\d+ of \d+ keys {2}\d+ marked {2}verdict: unused {2}filter: us-east$/)
})

test('browse screen: names from the account cannot act on the terminal, and wide characters keep the columns', () => {
  const [one, two] = report.keys
  if (one === undefined || two === undefined) throw new Error('The sample account has too few keys.')
  const keys = [
    { ...one, aliases: ['alias/\u001b[2Jbad\u202e'] },
    { ...two, aliases: ['alias/支払い鍵支払い鍵支払い鍵支払い鍵'] },
  ]
  const hostile = browsedOf({ ...report, keys })
  const [, header = '', first = '', second = ''] = frame(after(hostile, '').state, hostile, PLAIN)
  expect(first).toContain(String.raw`alias/\u{1b}[2Jbad\u{202e}`)
  const before = header.indexOf('Region')
  expect(first.slice(before)).toMatch(/^[a-z]{2}-/)
  expect(displayWidth(second.slice(0, second.lastIndexOf(two.region)))).toBe(before)
})

test('browse screen: colors only where they are wanted', () => {
  const { state } = after(browsed, '')
  expect(frame(state, browsed, PLAIN).join('')).not.toContain('\u001b')
  expect(frame(state, browsed, { ...PLAIN, color: true }).join('')).toContain('\u001b[7m>')
})

test('browse screen: an empty list says how to get the keys back', () => {
  expect(frame(after(browsed, 'fnothing has this<enter>').state, browsed, PLAIN)).toContain(
    'No key matches. Press Esc to clear the filters.',
  )
})
