import { expect, test } from 'vitest'
import { AuditError } from '../../../src/lib/process/exit.ts'
import { NOW } from '../../aws/a-place.ts'
import { anAthena, monthOf, TABLE } from './an-athena.ts'

async function refusal(settings: Parameters<typeof anAthena>[1]): Promise<string> {
  const error = await anAthena(() => ({}), settings).catch((thrown: unknown) => thrown)
  if (!(error instanceof AuditError)) throw error
  return `${error.exit} ${error.message} ${error.hint}`
}

test.each([
  [
    'a table that does not exist',
    { options: { table: 'none' } },
    '2 Table audit.none does not exist in eu-west-1. Create a table with the statement that kms-audit archive ddl --trail-bucket BUCKET --athena audit.none prints. Or name another Region: --athena audit.none@REGION.',
  ],
  [
    'a table without a column',
    {
      athena: {
        tables: {
          'audit.kms_audit_trail': {
            ...TABLE,
            columns: TABLE.columns.filter(name => name !== 'resources'),
            partitions: ['acct', 'day'],
          },
        },
      },
    },
    '2 The table audit.kms_audit_trail lacks the columns resources, region. Create a table with the statement that kms-audit archive ddl --trail-bucket BUCKET --athena audit.kms_audit_trail prints.',
  ],
  [
    'a workgroup without a location for results',
    { athena: { workgroups: { primary: {} } } },
    '2 The workgroup primary has no location for results. Name one with --athena-output s3://BUCKET/PREFIX/, or use a workgroup with managed query results.',
  ],
  [
    'a workgroup that does not exist',
    { options: { workgroup: 'none' } },
    '2 The workgroup none does not exist in eu-west-1. Name another one with --athena-workgroup.',
  ],
])('athena: %s is refused with the next step', async (_, settings, expected) => {
  expect(await refusal(settings)).toBe(expected)
})

test('athena: results go to --athena-output and may be used again, unless Athena manages them', async () => {
  const output = 's3://results/kms-audit/'
  const own = await anAthena(() => ({}), { options: { output }, athena: { workgroups: { primary: {} } } })
  await own.ask({ until: Date.UTC(2026, 1, 1) })
  expect([...own.athena.executions.values()][0]?.input).toMatchObject({
    ResultConfiguration: { OutputLocation: output },
    ResultReuseConfiguration: { ResultReuseByAgeConfiguration: { Enabled: true } },
    QueryExecutionContext: { Catalog: 'AwsDataCatalog', Database: 'audit' },
  })
  const managed = await anAthena(() => ({}), { options: { output } })
  await managed.ask({ until: Date.UTC(2026, 1, 1) })
  expect([...managed.athena.executions.values()][0]?.input).not.toHaveProperty('ResultReuseConfiguration')
})

test('athena: an account or a Region that the table does not have is not silent, but unknown', async () => {
  const properties = { ...TABLE.properties, 'projection.region.type': 'enum', 'projection.region.values': 'us-east-1' }
  const { ask, athena } = await anAthena(() => ({}), {
    athena: { tables: { 'audit.kms_audit_trail': { ...TABLE, properties } } },
  })
  expect(await ask()).toEqual({
    known: false,
    reason: 'unsupported',
    why: 'the table does not have the Region eu-west-1',
  })
  expect(athena.executions.size).toBe(0)
})

test('athena: no query asks for days that the table does not have, and they are not silent', async () => {
  const properties = { ...TABLE.properties, 'projection.day.range': '2026/01/01,2026/02/28' }
  const { ask, athena } = await anAthena(() => ({}), {
    athena: { tables: { 'audit.kms_audit_trail': { ...TABLE, properties } } },
  })
  const answer = await ask()
  expect([...athena.executions.values()].map(({ sql }) => monthOf(sql))).toEqual(['2026-01-01', '2026-02-01'])
  expect(answer.known && answer.trace.doubts.map(({ since, until, why }) => [since, until, why])).toContainEqual([
    Date.UTC(2026, 2, 1),
    NOW,
    'the table ends on 2026-02-28',
  ])
})
