import { expect, test } from 'vitest'
import csv from '../../src/formats/csv.ts'
import html from '../../src/formats/html.ts'
import markdown from '../../src/formats/markdown.ts'
import table from '../../src/formats/table.ts'
import type { KeyRecord } from '../../src/model/report/report.ts'
import { aDependent, aPlace, aRecord, aReport, aSearchedReport } from './a-report.ts'
import { readCsv } from './read-csv.ts'
import { PIPED, render, terminalOf } from './render.ts'

const referenced = aRecord({
  dependents: [aDependent(), aDependent({ id: 'vol-2' }), aDependent({ type: 'rds-instance', id: 'orders db' })],
})
const other = aRecord({
  key_id: '0a1b2c3d-0002-4000-8000-000000000002',
  dependents_gaps: [{ type: 's3-bucket', reason: 'denied', message: 'no policy allows it' }],
})
const both = aSearchedReport({ keys: [referenced, other] })

const csvCells = (key: KeyRecord): string[] =>
  readCsv(render(csv, aSearchedReport({ keys: [key] }), { ...PIPED, columns: ['Dependents', 'DependentsGaps'] }))[1] ??
  []

test('table: the column Used By names the resources, or the types that were read', () => {
  const text = render(table, both)
  expect(text).toContain('| Used By ')
  expect(text).toMatch(/\| 2 EBS volumes, 1 RDS instance +\|/)
  expect(text).toMatch(/\| No reference found in 2 of 3 types +\|/)
})

test('table: without a search there is no column Used By, and it says so if asked for', () => {
  expect(render(table, aReport())).not.toContain('Used By')
  expect(render(table, aReport(), { ...PIPED, columns: ['KeyId', 'Dependents'] })).toContain('| not searched |')
})

test.each([
  [60, null],
  [80, 'none in 2 of 3'],
  [160, 'No reference found in 2 of 3 types'],
])('table: at %i columns, Used By is complete, short or left out', (width, shown) => {
  const text = render(table, both, terminalOf(width))
  const [head = '', , , row = ''] = text.split('\n')
  expect(head.includes('Used By')).toBe(shown !== null)
  if (shown === null) expect(text).toContain('Used By')
  else expect(row).toContain(shown)
})

test('table: --sort dependents shows the keys with most resources first, unsearched keys last', () => {
  const bare = aRecord({ key_id: '0a1b2c3d-0003-4000-8000-000000000003' })
  const report = { ...both, keys: [bare, ...both.keys] }
  const text = render(csv, report, {
    ...PIPED,
    columns: ['KeyId'],
    sort: { column: 'Dependents', isDescending: true },
  })
  expect(text.match(/000\d(?=-4000)/g)).toEqual(['0001', '0002', '0003'])
})

test('table: the summary says how many types were read where, and counts keys of other accounts', () => {
  const away = aRecord({ region: 'us-east-1' })
  const report = aSearchedReport({
    keys: [other, away],
    scope: { ...aReport().scope, places: [aPlace(), aPlace({ region: 'us-east-1' })] },
    foreign_keys: [
      {
        key_arn: 'arn:aws:kms:eu-west-1:444455556666:key/0a1b2c3d-0009-4000-8000-000000000009',
        account_id: '111122223333',
        region: 'eu-west-1',
        dependents: [aDependent()],
      },
    ],
  })
  const text = render(table, report)
  expect(text).toContain('3 types of resources; read completely: 3 in us-east-1 and 2 in eu-west-1')
  expect(text).toContain('1 resource uses 1 key of another account')
  expect(render(table, aSearchedReport())).toContain('3 types of resources, all read completely')
})

test('csv: resources have their types, and blanks in their names are encoded', () => {
  expect(csvCells(referenced)).toEqual(['ebs-volume:vol-0abc1 ebs-volume:vol-2 rds-instance:orders%20db', ''])
})

test('csv: a searched key without a reference is not the same as a key that was not searched', () => {
  expect(csvCells(other)).toEqual(['none-found', 's3-bucket'])
  const [, row] = readCsv(render(csv, aReport(), { ...PIPED, columns: ['KeyId', 'Dependents', 'DependentsGaps'] }))
  expect(row?.slice(1)).toEqual(['', ''])
})

test('csv: control characters in the name of a resource are made visible', () => {
  const [cell = ''] = csvCells(aRecord({ dependents: [aDependent({ id: 'a\u001b[31m\nb' })] }))
  expect(cell).not.toMatch(/[\p{Cc}]/u)
  expect(cell.split(' ')).toHaveLength(1)
})

const withForeign = aSearchedReport({
  keys: [referenced, other],
  foreign_keys: [
    {
      key_arn: 'arn:aws:kms:eu-west-1:444455556666:key/0a1b2c3d-0009-4000-8000-000000000009',
      account_id: '111122223333',
      region: 'eu-west-1',
      dependents: [aDependent({ type: 's3-bucket', id: '<b>exports</b>' })],
    },
  ],
})

test('markdown: keys have a column of what uses them, and keys of other accounts a table', () => {
  const text = render(markdown, withForeign)
  expect(text).toContain('| 2 EBS volumes, 1 RDS instance |')
  expect(text).toContain('| No reference found in 2 of 3 types |')
  expect(text).toMatch(
    /\| `arn:aws:kms:eu-west-1:444455556666:key\/\S+` \| `111122223333` \| eu-west-1 \| 1 S3 bucket \|/,
  )
  expect(render(markdown, aReport())).not.toMatch(/Used by|other accounts/)
})

test('html: keys have a column of what uses them, and keys of other accounts a table', () => {
  const text = render(html, withForeign)
  expect(text).toContain('2 EBS volumes, 1 RDS instance')
  expect(text).toContain('S3 bucket &lt;b&gt;exports&lt;/b&gt;')
  expect(text).toContain('No reference found in 2 of 3 types')
  expect(render(html, aReport())).not.toMatch(/What uses the keys|Used By/)
})
