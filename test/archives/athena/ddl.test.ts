import { expect, test } from 'vitest'
import { digestTableDdl, tableDdl } from '../../../src/archives/athena/ddl/table-ddl.ts'
import { tablePolicy } from '../../../src/archives/athena/ddl/table-policy.ts'
import { dayPrefix, layoutOf, rootOf } from '../../../src/archives/athena/ddl/trail-layout.ts'
import { missingColumns, tableShape } from '../../../src/archives/athena/check/table-shape.ts'
import { DIGEST_TABLE } from '../../../src/archives/athena/query/digest-table.ts'
import { TRAIL_TABLE } from '../../../src/archives/athena/query/trail-table.ts'
import type { CatalogTable } from '../../../src/aws/athena/get-table.ts'
import { NOW } from '../../aws/a-place.ts'

const layout = { bucket: 'org-logs', prefix: 'security/trail', organization: 'o-exampleorgid' }
const table = {
  ...layout,
  database: 'audit',
  table: 'kms_audit_trail',
  regions: ['us-east-1', 'eu-west-1'],
  since: Date.UTC(2021, 5, 1),
}

/** The table as the catalog has it. */
function asCreated(ddl: string): CatalogTable {
  const columns = [...ddl.matchAll(/^ {2}(\w+) [a-z]/gm)].map(([, name = '']) => name)
  const properties = [...ddl.matchAll(/^ {2}'(.+)' = '(.+)'/gm)].map(([, name = '', value = '']) => [name, value])
  return { columns, partitions: ['acct', 'region', 'day'], properties: Object.fromEntries(properties) }
}

test('archive ddl: the table of an organization trail', async () => {
  await expect(tableDdl(table)).toMatchFileSnapshot('golden/organization-table.sql')
})

test('archive ddl: the table of an account trail', async () => {
  await expect(tableDdl({ ...table, prefix: '', organization: null })).toMatchFileSnapshot('golden/account-table.sql')
})

test('archive ddl: the table of digest files beside it', async () => {
  const digests = { database: 'audit', table: 'kms_audit_digests' }
  await expect(digestTableDdl(table, digests)).toMatchFileSnapshot('golden/digest-table.sql')
  expect(missingColumns(asCreated(digestTableDdl(table, digests)), DIGEST_TABLE)).toEqual([])
})

test('archive ddl: the table has every column that the queries use, and the range that it was created with', () => {
  const created = asCreated(tableDdl(table))
  expect(missingColumns(created, TRAIL_TABLE)).toEqual([])
  expect(tableShape(created, TRAIL_TABLE, NOW)).toEqual({
    columns: new Set(TRAIL_TABLE.optional),
    since: table.since,
    until: null,
    accounts: null,
    regions: new Set(table.regions),
    template: 's3://org-logs/security/trail/AWSLogs/o-exampleorgid/${acct}/CloudTrail/${region}/${day}',
    doubt: null,
    skips: null,
  })
})

test.each([layout, { bucket: 'b', prefix: '', organization: null }, { bucket: 'b', prefix: 'p', organization: null }])(
  'archive ddl: the layout of %j is read back from the table',
  each => {
    const template = `s3://${each.bucket}/${rootOf(each)}\${acct}/CloudTrail/\${region}/\${day}`
    expect(layoutOf(template)).toEqual(each)
  },
)

test('archive ddl: a table over other files has no layout', () => {
  expect(layoutOf('s3://b/logs/${acct}/CloudTrail/${region}/${day}')).toBeNull()
  expect(layoutOf('s3://b/AWSLogs/${acct}/Config/${region}/${day}')).toBeNull()
})

test('archive ddl: digest files lie beside log files', () => {
  const day = { account: '111122223333', region: 'eu-west-1', day: '2026/01/31' }
  expect(dayPrefix(layout, { ...day, kind: 'CloudTrail-Digest' })).toBe(
    'security/trail/AWSLogs/o-exampleorgid/111122223333/CloudTrail-Digest/eu-west-1/2026/01/31/',
  )
})

test('archive ddl: the policy names the table, the workgroup and the log files, and results unless Athena manages them', async () => {
  const access = {
    ...layout,
    partition: 'aws',
    database: 'audit',
    table: 'kms_audit_trail',
    digests: { database: 'audit', table: 'kms_audit_digests' },
    region: 'eu-west-1',
    workgroup: 'audit',
  }
  const text = JSON.stringify(tablePolicy({ ...access, output: 's3://results/kms-audit/' }), null, 2)
  await expect(`${text}\n`).toMatchFileSnapshot('golden/table-policy.txt')
  expect(JSON.stringify(tablePolicy({ ...access, output: null }))).not.toContain('PutObject')
})
