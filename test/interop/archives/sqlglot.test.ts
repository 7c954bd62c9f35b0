import { describe, expect, test } from 'vitest'
import type { Chunk } from '../../../src/archives/athena/query/chunk.ts'
import { OPTIONAL_COLUMNS, REQUIRED_COLUMNS } from '../../../src/archives/athena/query/columns.ts'
import { SECURITY_LAKE_TABLE } from '../../../src/archives/athena/query/security-lake-table.ts'
import { ANSWER_COLUMNS, chunkSql } from '../../../src/archives/athena/query/sql.ts'
import { DIGEST_TABLE } from '../../../src/archives/athena/query/digest-table.ts'
import type { TableKind, TableName } from '../../../src/archives/athena/query/table-kind.ts'
import { TRAIL_TABLE } from '../../../src/archives/athena/query/trail-table.ts'
import { LAKE_TABLE } from '../../../src/archives/lake/lake-table.ts'
import { runBinary } from '../run-binary.ts'
import { findValidators } from '../validators.ts'
import { readSql } from './read-sql.ts'

const validators = findValidators(process.env)
const title = validators === null ? 'sqlglot (left out: KMS_AUDIT_VALIDATORS names no folder)' : 'sqlglot'

/** The statements that create the tables. */
async function ddl(...options: string[]): Promise<string[]> {
  const args = ['--trail-bucket', 'logs', '--athena', 'audit.kms_audit_trail', ...options]
  const { exit, out } = await runBinary(['archive', 'ddl', ...args], {})
  expect(exit).toBe(0)
  return out.split(/(?<=;)\n+/).filter(statement => statement !== '')
}

const DIGESTS = ['--athena-digests', 'audit.digests']

/** One of several, in the middle of a question, with everything that a query may have. */
const chunk: Chunk = {
  accounts: ['111122223333', '444455556666'],
  regions: ['eu-west-1', 'us-east-1'],
  since: Date.UTC(2026, 1, 1),
  until: Date.UTC(2026, 2, 1),
  reach: Date.UTC(2026, 0, 20),
  late: { from: Date.UTC(2025, 5, 1), reached: Date.UTC(2026, 0, 1) },
  deliveredUntil: Date.UTC(2026, 2, 1),
  isLast: false,
  without: ["s3://logs/AWSLogs/111122223333/it's.json.gz"],
}

const queriesOf = (kind: TableKind, optional: readonly string[] = [], digests: TableName | null = null): string[] =>
  (['last-use', 'days'] as const).map(detail =>
    chunkSql(chunk, { kind, database: 'audit', table: 'kms_audit_trail', columns: new Set(optional), digests, detail }),
  )

describe.skipIf(validators === null)(title, () => {
  const read = (statements: Parameters<typeof readSql>[1]) => readSql(validators ?? '', statements)

  test('archive ddl: the statements create tables with the columns and partitions of the queries', async () => {
    const organization = ['--trail-org', 'o-exampleorgid', '--trail-prefix', 'trail']
    const [trail, ofOrganization] = await Promise.all([ddl(...DIGESTS), ddl(...organization, ...DIGESTS)])
    for (const statements of [trail, ofOrganization]) {
      const created = await read(statements.map(sql => ({ sql })))
      expect(created.map(({ error, kind, partitions }) => ({ error, kind, partitions }))).toEqual(
        [TRAIL_TABLE, DIGEST_TABLE].map(({ partitions }) => ({ error: null, kind: 'Create', partitions })),
      )
      expect(created[0]?.columns).toEqual(expect.arrayContaining([...REQUIRED_COLUMNS, ...OPTIONAL_COLUMNS]))
      expect(created[1]?.columns).toEqual(expect.arrayContaining([...DIGEST_TABLE.required]))
    }
  })

  test('athena: each query names only columns that the tables of archive ddl have', async () => {
    const tables = await ddl(...DIGESTS)
    const digests = { database: 'audit', table: 'digests' }
    const queries = [
      ...queriesOf(TRAIL_TABLE),
      ...queriesOf(TRAIL_TABLE, OPTIONAL_COLUMNS),
      ...queriesOf(TRAIL_TABLE, OPTIONAL_COLUMNS, digests),
    ]
    expect(await read(queries.map(sql => ({ sql, tables })))).toEqual(queries.map(() => SELECT))
  })

  test('athena: the queries of --security-lake and --lake are valid, and have the columns of an answer', async () => {
    const queries = [...queriesOf(SECURITY_LAKE_TABLE), ...queriesOf(LAKE_TABLE)]
    expect(await read(queries.map(sql => ({ sql })))).toEqual(queries.map(() => SELECT))
  })

  test('sqlglot: it finds a mistake in a query, a column that the table lacks, and a statement that is none', async () => {
    const [query = ''] = queriesOf(TRAIL_TABLE)
    const [table = ''] = await ddl()
    const found = await read([
      { sql: query.replace('CROSS JOIN UNNEST(', 'CROSS JOIN UNNEST((') },
      { sql: query, tables: [table.replace('  eventname string', '  name string')] },
      { sql: table.replace('CREATE EXTERNAL TABLE', 'CREATE TABEL') },
    ])
    expect(found.map(({ error }) => error)).toEqual([
      expect.stringContaining('Expecting )'),
      expect.stringContaining("Column 'eventname' could not be resolved"),
      'not understood',
    ])
  })
})

const SELECT = { error: null, kind: 'Select', columns: [...ANSWER_COLUMNS], partitions: [] }
