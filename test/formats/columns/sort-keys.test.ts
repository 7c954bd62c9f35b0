import { expect, test } from 'vitest'
import { columns, type ColumnName } from '../../../src/formats/columns/index.ts'
import { columnNamed, columnWords } from '../../../src/formats/columns/column-names.ts'
import { sortKeys } from '../../../src/formats/columns/sort-keys.ts'
import csv from '../../../src/formats/csv.ts'
import table from '../../../src/formats/table.ts'
import type { KeyRecord } from '../../../src/model/report/report.ts'
import { aRecord, aReport, SILENT } from '../a-report.ts'
import { readCsv } from '../read-csv.ts'
import { PIPED, render, terminalOf } from '../render.ts'

const price = (key: number | null): KeyRecord['cost'] => ({ key, basis: 'base', requests: null })
const never = { disposition: 'never', last_used: 'Never', usage: { ...SILENT, status: 'never' } } as const
const silent = {
  disposition: 'silent',
  last_used: 'Never since 2026-04-23',
  usage: { ...SILENT, status: 'not_observed', not_observed_since: '2026-04-23T00:00:00Z' },
} as const

const keys = [
  aRecord({ key_id: 'a', cost: price(10), monthly_usage: null, ...never }),
  aRecord({ key_id: 'b', cost: price(9), monthly_usage: 100, region: 'us-east-1' }),
  aRecord({
    key_id: 'c',
    cost: price(null),
    monthly_usage: 20,
    last_used: 'Unknown',
    usage: SILENT,
    disposition: 'unknown',
  }),
  aRecord({ key_id: 'd', cost: price(9), monthly_usage: 3, ...silent, key_manager: 'AWS' }),
]

const order = (column: ColumnName, isDescending = false): string =>
  sortKeys(keys, { column, isDescending })
    .map(({ key_id }) => key_id)
    .join('')

test.each<[ColumnName, ascending: string, descending: string]>([
  ['MonthlyCost', 'bdac', 'abdc'],
  ['MonthlyUsage', 'dcba', 'bcda'],
  ['Region', 'acdb', 'bacd'],
  ['LastUsed', 'adbc', 'bdac'],
  ['Disposition', 'adcb', 'bcda'],
])('sort: by %s as numbers, times and verdicts, equal keys in their order, unknown ones last', (column, up, down) => {
  expect(order(column)).toBe(up)
  expect(order(column, true)).toBe(down)
})

test('sort: sets the order of the table and of the CSV', () => {
  const view = { ...PIPED, sort: { column: 'KeyId', isDescending: true } } as const
  const report = aReport({ keys })
  const ids = Array.from(render(table, report, view).matchAll(/^\| ([a-d]) /gm), ([, id]) => id)
  expect(ids).toEqual(['d', 'c', 'b', 'a'])
  expect(readCsv(render(csv, report, view)).map(([id]) => id)).toEqual(['KeyId', 'd', 'c', 'b', 'a'])
})

test('columns: choose those of the table and of the CSV, in the order given', () => {
  const view = { ...PIPED, columns: ['MonthlyCost', 'KeyId', 'KeySpec'] } as const
  const report = aReport({ keys: keys.slice(0, 1) })
  expect(render(table, report, view).split('\n')[1]).toBe('| $/Month | Key ID | Key Spec          |')
  expect(render(csv, report, view)).toBe('MonthlyCost,KeyId,KeySpec\r\n10,a,SYMMETRIC_DEFAULT\r\n')
})

test('columns: fit the terminal; those that do not are named', () => {
  const view = { ...terminalOf(60), columns: ['Description', 'LastUsed', 'KeyId', 'CreatedAt', 'KeySpec'] } as const
  const text = render(table, aReport(), view)
  expect(text.split('\n').slice(0, 3)).toEqual([
    'Description      Last Used   Key ID    Created',
    '───────────────  ──────────  ────────  ────────────────────',
    'Encrypts the o…  2026-11-19  0a1b2c3d  2026-01-05T08:00:00Z',
  ])
  expect(text).toMatch(/Not shown +Key Spec, the time of day, full key IDs\./)
})

test('columns: every one can be named by its CSV header, in kebab-case and by its other names', () => {
  for (const { name } of columns) expect(columnNamed(name)).toBe(name)
  for (const word of columnWords) expect(columnNamed(word)).toBeDefined()
  expect(new Set(columnWords).size).toBe(columnWords.length)
})
