import { beforeAll, describe, expect, test, vi } from 'vitest'
import { sampleWorld, SAMPLE_REGIONS } from '../../src/simulation/sample/sample-account.ts'
import { enabledText } from '../../src/formats/columns/cell-texts.ts'
import { main } from '../../src/main.ts'
import type { KeyRecord, Report } from '../../src/model/report/report.ts'
import { DAY } from '../../src/model/time.ts'
import { DISPOSITIONS } from '../../src/model/usage.ts'
import { readCsv } from '../formats/read-csv.ts'
import { memoryIo } from '../memory-io.ts'
import { run, type Run } from '../run.ts'

vi.setConfig({ testTimeout: 30_000, hookTimeout: 30_000 })

const NOW = Date.UTC(2026, 10, 20, 14, 30)

/** What `--demo` audits, without the quotas that make it take its time. */
const audited = (format: string): Promise<Run> => run(['-r', SAMPLE_REGIONS.join(), '-o', format], sampleWorld(NOW))

let table = ''
/** Of the table, in the order of the report. */
let rows: Record<string, string>[] = []
let records: Record<string, string>[] = []
let report: Report

beforeAll(async () => {
  table = (await audited('table')).out
  records = recordsOf((await audited('csv')).out)
  report = (await audited('json')).report()
  const inTable = rowsOf(table)
  rows = report.keys.map(
    ({ key_id, region }) => inTable.find(row => row['Key ID'] === key_id && row['Region'] === region) ?? {},
  )
})

test('--demo: it shows this account, without credentials and within a few seconds', async () => {
  const io = memoryIo()
  const started = performance.now()
  expect(await main(['--demo'], io, () => NOW)).toBe(0)
  const [shown, next] = io.out().split('\nNext: ')
  expect(shown).toBe(table.split('\nNext: ')[0])
  expect(next?.split('\n')[1]).toBe('  kms-audit --demo --only unused --double-check')
  expect(performance.now() - started).toBeLessThan(20_000)
})

test('demo: every disposition occurs', () => {
  const found = new Set(report.keys.map(({ disposition }) => disposition))
  expect([...found].toSorted()).toEqual([...DISPOSITIONS].toSorted())
})

test('--demo: the table has the unused keys first', () => {
  const verdicts = rowsOf(table).map(row => row['Verdict'])
  const isMarked = verdicts.map(verdict => verdict?.startsWith('! '))
  expect(isMarked.lastIndexOf(true)).toBe(report.savings.unused_key_count - 1)
  expect(verdicts).toHaveLength(report.summary.keys)
})

test('demo: no verdict but in_use is that of more than a third of the keys', () => {
  const { keys, ...counts } = report.summary
  for (const disposition of DISPOSITIONS) {
    const most = disposition === 'in_use' ? 2 / 3 : 1 / 3
    expect(counts[disposition], disposition).toBeLessThanOrEqual(keys * most)
  }
})

test('demo: every key but one has an alias, one has several, and README and help can name alias/orders', () => {
  const aliases = report.keys.map(key => key.aliases)
  expect(aliases.filter(({ length }) => length === 0)).toHaveLength(1)
  expect(aliases.filter(({ length }) => length > 1)).toEqual([expect.arrayContaining(['alias/orders'])])
})

test('demo: keys used in the last 30 days have requests, and the others have none', () => {
  const start = NOW - 30 * DAY
  const isRecent = ({ usage }: KeyRecord): boolean => Date.parse(usage?.last_used_at ?? '') > start
  const disagreeing = report.keys.filter(key => isRecent(key) !== (key.monthly_usage ?? 0) > 0)
  expect(disagreeing.map(({ aliases }) => aliases)).toEqual([])
})

test('demo: the savings are worth acting on, at least a quarter of what the keys cost', () => {
  const { monthly_cost: cost, monthly_savings: savings } = report.savings
  expect(savings).toBeGreaterThanOrEqual((cost ?? Infinity) / 4)
})

test('--demo: grep -c Never counts the keys without known use', () => {
  const unseen = report.keys.filter(({ usage }) => usage?.status === 'never' || usage?.status === 'not_observed')
  const lines = table.split('\n').filter(line => line.includes('Never'))
  expect(lines.length).toBeGreaterThan(3)
  expect(lines).toHaveLength(unseen.length)
})

describe('table, CSV and JSON agree', () => {
  test('--demo: table, CSV and JSON have the same keys, and CSV and JSON the same order', () => {
    const inJson = report.keys.map(({ key_id, region }) => [key_id, region])
    expect(rows.map(row => [row['Key ID'], row['Region']])).toEqual(inJson)
    expect(records.map(record => [record['KeyId'], record['Region']])).toEqual(inJson)
    expect(inJson.length).toBeGreaterThan(11)
  })

  test.each<[what: string, column: string, field: string, read: (key: KeyRecord) => string]>([
    ['when each was last used', 'Last Used', 'LastUsed', key => key.last_used ?? ''],
    ['whether it is enabled', 'Enabled', 'Enabled', enabledText],
    ['its state', 'Key State', 'KeyState', key => key.key_state ?? ''],
    ['how often it was asked', 'Requests (30d)', 'MonthlyUsage', key => String(key.monthly_usage)],
  ])('--demo: table, CSV and JSON agree on %s', (_, column, field, read) => {
    const inJson = report.keys.map(read)
    expect(rows.map(row => row[column]?.replaceAll(',', ''))).toEqual(inJson)
    expect(records.map(record => record[field])).toEqual(inJson)
    expect(new Set(inJson).size).toBeGreaterThan(1)
  })
})

test('--demo: the key that may not be described is an ERROR with its last use from CloudTrail', () => {
  const [locked, ...more] = report.keys.filter(({ error }) => error !== null)
  expect(more).toEqual([])
  expect(locked).toMatchObject({ enabled: null, usage: { status: 'used', source: 'cloudtrail' } })
})

/** The piped table, row by row, under its own headings. */
function rowsOf(text: string): Record<string, string>[] {
  const lines = text.split('\n').filter(line => line.startsWith('|'))
  const [titles = [], ...cells] = lines.map(line =>
    line
      .slice(1, -1)
      .split('|')
      .map(cell => cell.trim()),
  )
  return named(titles, cells)
}

function recordsOf(text: string): Record<string, string>[] {
  const [titles = [], ...cells] = readCsv(text)
  return named(titles, cells)
}

const named = (titles: readonly string[], lines: readonly (readonly string[])[]): Record<string, string>[] =>
  lines.map(cells => Object.fromEntries(titles.map((title, index) => [title, cells[index] ?? ''])))
