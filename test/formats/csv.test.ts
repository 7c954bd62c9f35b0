import fc from 'fast-check'
import { describe, expect, test } from 'vitest'
import csv from '../../src/formats/csv.ts'
import { safeText } from '../../src/lib/text/safe-text.ts'
import type { KeyRecord } from '../../src/model/report/report.ts'
import { aRecord, aReport, anUnreadableRecord } from './a-report.ts'
import { hostileReport } from './hostile-report.ts'
import { readCsv } from './read-csv.ts'
import { render } from './render.ts'
import { anyText } from '../any-text.ts'

const HEADER =
  'KeyId,Enabled,KeyState,LastUsed,Description,MonthlyUsage,AccountId,Region,Arn,Aliases,KeyManager,KeySpec,' +
  'KeyUsage,Origin,CreatedAt,LastUsedAt,Disposition,MonthlyCost,PotentialSavings,Error,Findings,FindingsUnknown,CostBasis,LastUser,Dependents,DependentsGaps,RecordedBy,RecordedAt'

/** The cells of one key by the names of their columns. */
function cellsOf(key: KeyRecord): Record<string, string | undefined> {
  const [header = [], row = [], ...others] = readCsv(render(csv, aReport({ keys: [key] })))
  expect(others).toEqual([])
  expect(row.length).toBe(header.length)
  return Object.fromEntries(header.map((name, index) => [name, row[index]]))
}

test('csv: the header is as documented, even without keys', () => {
  expect(render(csv, aReport({ keys: [] }))).toBe(`${HEADER}\r\n`)
})

test('csv: the cells of a key are in the documented order', () => {
  const [, line] = render(csv, aReport({ keys: [aRecord({ aliases: ['alias/a', 'alias/b'] })] })).split('\r\n')
  expect(line).toBe(
    '0a1b2c3d-0001-4000-8000-000000000001,True,Enabled,2026-11-19 09:05 UTC,Encrypts the orders,1200,111122223333,' +
      'eu-west-1,arn:aws:kms:eu-west-1:111122223333:key/0a1b2c3d-0001-4000-8000-000000000001,alias/a alias/b,' +
      'CUSTOMER,SYMMETRIC_DEFAULT,ENCRYPT_DECRYPT,AWS_KMS,2026-01-05T08:00:00Z,2026-11-19T09:05:11Z,in_use,1,0,,,,with_rotations,,,,,',
  )
})

test('csv: failed and undecided checks have separate columns', () => {
  const key = aRecord({ findings: ['rotation-off', 'tags-missing'], findings_unknown: ['policy-public'] })
  expect(cellsOf(key)).toMatchObject({ Findings: 'rotation-off tags-missing', FindingsUnknown: 'policy-public' })
})

test.each([
  ['a price without rotations', 1, 'base', 'base'],
  ['a price with rotations', 3, 'with_rotations', 'with_rotations'],
  ['an unknown price', null, 'base', ''],
] as const)('csv: the cost basis of %s', (_, key, basis, text) => {
  expect(cellsOf(aRecord({ cost: { key, basis, requests: null } })).CostBasis).toBe(text)
})

test('csv: each key is one line that ends with CR LF, without a byte order mark', () => {
  const text = render(csv, hostileReport)
  expect(text.startsWith('KeyId,')).toBe(true)
  expect(text.split('\r\n').length).toBe(hostileReport.keys.length + 2)
  expect(text.replaceAll('\r\n', '')).not.toMatch(/[\p{Cc}\p{Bidi_Control}]/u)
})

test('csv: a key that could not be described has ERROR and the reason', () => {
  expect(cellsOf(anUnreadableRecord())).toMatchObject({
    Enabled: 'ERROR',
    KeyState: '',
    LastUsed: 'Unknown',
    Description: 'Error: Access denied for key description',
    MonthlyUsage: '',
    LastUsedAt: '',
    MonthlyCost: '',
    PotentialSavings: '',
    Error: 'Access denied for key description',
  })
})

test('csv: facts that were not asked for are empty', () => {
  const { last_used: _, usage: __, monthly_usage: ___, ...key } = aRecord({ disposition: 'unknown' })
  expect(cellsOf(key)).toMatchObject({ LastUsed: '', LastUsedAt: '', MonthlyUsage: '', PotentialSavings: '' })
})

test.each([
  ['0.1 + 0.2', 0.1 + 0.2, '0.3'],
  ['a price in full dollars', 3, '3'],
  ['nothing', 0, '0'],
  ['an unknown price', null, ''],
])('csv: %s is printed without rounding errors', (_, price, text) => {
  const cells = cellsOf(aRecord({ disposition: 'stale', cost: { key: price, basis: 'base', requests: null } }))
  expect(cells).toMatchObject({ MonthlyCost: text, PotentialSavings: text })
})

describe('csv formulas', () => {
  test.each(['=1+1', '+1', '-1', '@SUM(A1)', '\uff1d1', '\uff0b1', '\uff0d1', '\uff201'])(
    'csv: the formula %s is disarmed',
    description => {
      expect(cellsOf(aRecord({ description })).Description).toBe(`'${description}`)
    },
  )

  test.each([
    ['\t=1', String.raw`\t=1`],
    ['\r=1', String.raw`\r=1`],
    ['\n=1', String.raw`\n=1`],
  ])('csv: %j is shown so that it is not a formula', (description, shown) => {
    expect(cellsOf(aRecord({ description })).Description).toBe(shown)
  })

  test('csv: formulas in any other text are disarmed too', () => {
    expect(cellsOf(aRecord({ aliases: ['=a'], key_state: '@b' }))).toMatchObject({ Aliases: "'=a", KeyState: "'@b" })
  })
})

test('csv: any text can be read back', () => {
  fc.assert(
    fc.property(anyText, fc.string({ unit: 'grapheme-ascii' }), (description, alias) => {
      const cells = cellsOf(aRecord({ description, aliases: [alias] }))
      expect(cells.Description?.replace(/^'/, '')).toBe(safeText(description).replace(/^'/, ''))
      expect(cells.Aliases?.replace(/^'/, '')).toBe(safeText(alias).replace(/^'/, ''))
    }),
  )
})
