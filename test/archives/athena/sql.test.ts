import { expect, test } from 'vitest'
import { LAKE_TABLE } from '../../../src/archives/lake/lake-table.ts'
import { KEY } from './an-athena.ts'
import type { Chunk } from '../../../src/archives/athena/query/chunk.ts'
import { chunkSql } from '../../../src/archives/athena/query/sql.ts'
import type { QueryShape } from '../../../src/archives/athena/query/table-kind.ts'
import { TRAIL_TABLE } from '../../../src/archives/athena/query/trail-table.ts'

const chunk: Chunk = {
  accounts: ['111122223333', '444455556666'],
  regions: ['eu-west-1', 'us-east-1'],
  since: Date.UTC(2026, 1, 1),
  until: Date.UTC(2026, 2, 1),
  reach: Date.UTC(2026, 1, 1),
  late: { from: Date.UTC(2025, 5, 1), reached: Date.UTC(2026, 0, 1) },
  deliveredUntil: Date.UTC(2026, 2, 1),
  isLast: false,
  without: [],
}

const shape: QueryShape = {
  kind: TRAIL_TABLE,
  database: 'audit',
  table: 'kms_audit_trail',
  columns: new Set(['sharedeventid', 'addendum', 'responseelements']),
  digests: null,
  detail: 'last-use',
}

test('athena: the query for the last uses of a month', async () => {
  await expect(chunkSql(chunk, shape)).toMatchFileSnapshot('golden/last-use.sql')
})

test('athena: the query for the uses of each day of a month', async () => {
  await expect(chunkSql(chunk, { ...shape, detail: 'days' })).toMatchFileSnapshot('golden/days.sql')
})

test('athena: the query that also reads digest files', async () => {
  const digests = { database: 'audit', table: 'kms_audit_digests' }
  const columns = new Set([...shape.columns, 'readonly', 'eventcategory'])
  await expect(chunkSql(chunk, { ...shape, columns, digests })).toMatchFileSnapshot('golden/with-digests.sql')
})

test.each([null, { database: 'audit', table: 'kms_audit_digests' }])(
  'athena: a query about some keys returns no other keys, but all rows that put time in doubt (%j)',
  digests => {
    const keys = ['arn:aws:kms:eu-west-1:111122223333:key/a', "arn:aws:kms:eu-west-1:111122223333:key/it's"]
    const all = chunkSql(chunk, { ...shape, digests, detail: 'days' })
    const condition = String.raw`
  AND (key_arn IN ('arn:aws:kms:eu-west-1:111122223333:key/a', 'arn:aws:kms:eu-west-1:111122223333:key/it''s') OR kind IN ('odd', 'trail', 'file'))`
    const some = chunkSql(chunk, { ...shape, digests, detail: 'days', keys })
    expect(some).toContain(`WHERE kind <> 'nothing'${condition}\n`)
    expect(some.replace(condition, '')).toBe(all)
  },
)

test('cloudtrail lake: a query with as many keys as it names is not longer than AWS permits', () => {
  const keys = Array.from({ length: LAKE_TABLE.mostKeys }, (_, index) => `${KEY.slice(0, -2)}${10 + index}`)
  const text = chunkSql(chunk, { ...shape, kind: LAKE_TABLE, detail: 'days', keys })
  expect(text).toContain(keys.at(-1))
  expect(text.length).toBeLessThan(10_000)
  const accounts = Array.from({ length: 300 }, (_, index) => String(111122223333 + index))
  const many = { ...chunk, accounts }
  const lake = { ...shape, kind: LAKE_TABLE, detail: 'days' } as const
  expect(chunkSql(many, { ...lake, keys })).toBe(chunkSql(many, lake))
})
