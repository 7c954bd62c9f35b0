import { expect, test } from 'vitest'
import html from '../../src/formats/trend/html.ts'
import table from '../../src/formats/trend/table.ts'
import { sparkline } from '../../src/formats/trend/sparkline.ts'
import type { View } from '../../src/formats/format.ts'
import type { ReportTrend, TrendMonth } from '../../src/model/history/report-trend.ts'
import { PIPED, terminalOf, withoutFrame } from './render.ts'

const month = (different: Partial<TrendMonth>): TrendMonth => ({
  month: '2026-10',
  name: 'a.json',
  generated_at: '2026-10-20T06:00:00Z',
  unused_days: 90,
  keys: 1200,
  unused: 4,
  newly_unused: null,
  unknown: 0,
  monthly_cost: 1234.5,
  potential_savings: 4,
  realized_savings: null,
  realized_total: 0,
  open_findings: null,
  is_partial: false,
  notes: [],
  ...different,
})

const TREND: ReportTrend = {
  schema_version: 1,
  tool_version: '0.1.0',
  months: [
    month({ is_partial: true, notes: ['1 gap: kms:ListKeys denied'] }),
    month({ month: '2026-11', unused: 6, newly_unused: 2, realized_savings: 1, realized_total: 1, monthly_cost: null }),
  ],
  not_used: [{ name: '\u202eb.json', generated_at: '', reason: 'a.json is the last report of 2026-10' }],
  silent_keys: [
    {
      account_id: '111122223333',
      region: 'eu-west-1',
      key_id: '0a1b2c3d-4e5f-4a5b-8c7d-9e0f1a2b3c4d',
      alias: 'alias/\u001b[31mred',
      silent_since: '2026-08',
      last_used_at: '2026-08-12T10:00:00Z',
      is_later_possible: false,
      no_use_since: null,
      unused_since: '2026-11',
      is_earlier_possible: false,
      outcome: 'unused',
      until: null,
      monthly_cost: 1,
    },
  ],
}

const drawn = (view: View): string => [...table.render(TREND, view)].join('')

test('trend table: a pipe gets ASCII alone, and control characters are visible', async () => {
  const text = drawn(PIPED)
  // oxlint-disable-next-line no-control-regex
  expect(text).toMatch(/^[\n -~]*$/)
  await expect(text).toMatchFileSnapshot('../golden/trend.piped.txt')
})

test('trend table: a terminal gets sparklines and lines that fit', async () => {
  const text = drawn(terminalOf(80))
  expect(text.split('\n').filter(line => line.length > 80)).toEqual([])
  await expect(text).toMatchFileSnapshot('../golden/trend.terminal-80.txt')
})

test('trend table: a narrow terminal names the columns that do not fit', () => {
  const text = drawn(terminalOf(50))
  expect(text.split('\n').filter(line => line.length > 50)).toEqual([])
  expect(text).toContain('Not shown   Newly, Possible, Total, Findings.')
})

test('trend table: a terminal without Unicode gets no sparklines', () => {
  expect(drawn({ ...terminalOf(80), unicode: false })).not.toMatch(/[▁-█]/)
})

test.each<[what: string, numbers: (number | null)[], bars: string]>([
  ['from the lowest to the highest', [0, 1, 2, 7], '▁▂▃█'],
  ['of equal numbers in the middle', [3, 3, 3], '▄▄▄'],
  ['with a space for an unknown number', [1, null, 2], '▁ █'],
])('sparkline: bars are %s', (_, numbers, bars) => expect(sparkline(numbers)).toBe(bars))

test('trend html: charts are SVG, names are text, and nothing is loaded', async () => {
  const page = [...html.render(TREND, PIPED)].join('')
  expect(page.match(/<svg /g)).toHaveLength(2)
  expect(page).toContain("default-src 'none'")
  expect(page).not.toMatch(/(?:src|href)="(?!#)|[\u202a-\u202e]/)
  await expect(withoutFrame(page)).toMatchFileSnapshot('../golden/trend-html.txt')
})
