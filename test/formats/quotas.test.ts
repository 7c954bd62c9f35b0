import { expect, test } from 'vitest'
import csv from '../../src/formats/quotas/csv.ts'
import html from '../../src/formats/quotas/html.ts'
import table from '../../src/formats/quotas/table.ts'
import type { Format, View } from '../../src/formats/format.ts'
import type { QuotaRecord, QuotasAssessment } from '../../src/model/assessments/quotas.ts'
import { readCsv } from './read-csv.ts'
import { PIPED, terminalOf } from './render.ts'

const quota = (different: Partial<QuotaRecord>): QuotaRecord => ({
  account_id: '111122223333',
  region: 'us-east-1',
  quota_code: 'L-6E3AF000',
  quota_name: 'Cryptographic operations (symmetric) request rate',
  quota_arn: null,
  operation: 'CryptographicOperationsSymmetric',
  per_second: 20_000,
  default_per_second: 10_000,
  source: 'applied',
  adjustable: true,
  status: 'measured',
  calls: 1_234_567,
  throttled: 0,
  throttle_status: 'measured',
  last_throttled_at: null,
  peak_per_second: 5000,
  peak_at: '2026-11-19T10:05:00Z',
  peak_seconds: 60,
  used_percent: 25,
  headroom_per_second: 15_000,
  usual_per_second: 4000,
  days: [{ date: '2026-11-19', calls: 1_234_567, throttled: 0, peak_per_second: 4900 }],
  ...different,
})

const result = (...quotas: QuotaRecord[]): QuotasAssessment => ({
  kind: 'quotas',
  schema_version: 1,
  tool_version: '0.1.0',
  generated_at: '2026-11-20T14:30:00Z',
  scope: {
    places: [
      { account_id: '111122223333', account_name: null, region: 'us-east-1', partition: 'aws', status: 'complete' },
    ],
    checks: [],
    check_details: {},
  },
  window: {
    since: '2026-10-21T15:00:00Z',
    until: '2026-11-20T14:30:00Z',
    days: 30,
    day_rate_seconds: 300,
    resolutions: [{ seconds: 60, since: '2026-11-05T16:00:00Z', until: '2026-11-20T14:30:00Z' }],
  },
  thresholds: { warn_at: 80, spike: 3, error_rate: 5 },
  quotas,
  failed_calls: null,
  gaps: [],
  findings: [],
})

const UNREAD: Partial<QuotaRecord> = {
  status: 'unread',
  calls: null,
  throttled: null,
  throttle_status: 'unread',
  peak_per_second: null,
  peak_at: null,
  peak_seconds: null,
  used_percent: null,
  headroom_per_second: null,
  usual_per_second: null,
  days: [],
}

const shown = (format: Format<QuotasAssessment>, quotas: readonly QuotaRecord[], view: View = PIPED): string =>
  [...format.render(result(...quotas), view)].join('')

test('quotas table: the most used quota comes first, and those that could not be read come last', () => {
  const [one, most, unread] = [
    quota({ operation: 'Sign', used_percent: 3 }),
    quota({ operation: 'Decrypt', used_percent: 91 }),
    quota({ ...UNREAD, operation: 'ListKeys' }),
  ]
  const lines = shown(table, [unread, one, most]).split('\n')
  const rows = lines.flatMap(line => /^\| (Sign|Decrypt|ListKeys) /.exec(line)?.[1] ?? [])
  expect(rows).toEqual(['Decrypt', 'Sign', 'ListKeys'])
  expect(lines.find(line => line.includes('ListKeys'))).toMatch(/Unknown \| +Unknown \|/)
})

test('quotas table: numbers from partial data are marked as lower bounds', () => {
  const out = shown(table, [quota({ status: 'partial', usual_per_second: null })])
  expect(out).toContain('>= 25 %')
  expect(out).toContain('>= 5,000')
  expect(out).toContain('<= 15,000')
  expect(out).toContain('>= 1,234,567')
})

test('quotas table: a use that rounds to nothing is not shown as 0', () => {
  expect(shown(table, [quota({ used_percent: 0 })])).toContain('< 0.01 %')
})

test('quotas table: an assumed default quota has a mark, and a line says what it means', () => {
  const out = shown(table, [quota({ source: 'assumed_default' })])
  expect(out).toContain('20,000 * |')
  expect(out).toMatch(/^\* +the default quota/m)
})

test.each([40, 60, 80, 100, 160])('quotas table: no line is wider than a terminal of %i columns', width => {
  const out = shown(table, [quota({ throttled: 12 }), quota({ ...UNREAD, operation: 'ListKeys' })], terminalOf(width))
  expect(Math.max(...out.split('\n').map(line => line.length))).toBeLessThan(width)
  expect(out).toContain('Used')
})

test('quotas table: columns that do not fit are named', () => {
  expect(shown(table, [quota({})], terminalOf(80))).toMatch(/Not shown +.*Peak at/)
  expect(shown(table, [quota({})], terminalOf(160))).not.toContain('Not shown')
})

test('quotas: text from AWS cannot control the terminal, start a formula or become markup', () => {
  const hostile = quota({ operation: '=1+2\u001b[31m<b>\u202e', quota_name: '=cmd<script>\n' })
  for (const format of [table, html, csv]) {
    const text = shown(format, [hostile])
    for (const character of ['\u001b', '\u202e']) expect(text).not.toContain(character)
  }
  expect(shown(html, [hostile])).not.toContain('<b>')
  expect(readCsv(shown(csv, [hostile]))[1]?.[4]).toMatch(/^'=1\+2/)
})

test('quotas csv: unknown numbers are empty cells, and known ones have no separators', () => {
  const [titles = [], unread = [], known = []] = readCsv(shown(csv, [quota(UNREAD), quota({})]))
  const at = (row: readonly string[], title: string) => row[titles.indexOf(title)]
  expect([at(unread, 'Calls'), at(unread, 'UsedPercent'), at(unread, 'Throttled')]).toEqual(['', '', ''])
  expect([at(known, 'Calls'), at(known, 'UsedPercent'), at(known, 'Throttled')]).toEqual(['1234567', '25', '0'])
})

test('quotas html: it has the numbers, the days, the quotas and the gaps', () => {
  const text = shown(html, [quota({ used_percent: 91 })])
  expect(text).toMatch(/At 80 % or more<\/dt><dd[^>]*>1</)
  expect(text).toContain('Highest rate of each day')
  expect(text).toContain('L-6E3AF000')
  expect(text).toContain('What could not be read')
})

test('quotas html: without any calls it says so, and draws no days', () => {
  const text = shown(html, [quota({ ...UNREAD, status: 'no_data' })])
  expect(text).toContain('No calls to KMS were measured in 30 days')
  expect(text).not.toContain('Highest rate of each day')
})

test('quotas table: without any throttled calls in CloudWatch their number is not known, and a line says so', () => {
  const out = shown(table, [quota({ throttled: null, throttle_status: 'no_data' })])
  expect(out).toMatch(/\| +- \|/)
  expect(out).toMatch(/^Throttled +- means not known: CloudWatch has no throttled calls of KMS in us-east-1/m)
})
