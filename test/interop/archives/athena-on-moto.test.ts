import {
  AthenaClient,
  CreateWorkGroupCommand,
  ListQueryExecutionsCommand,
  GetQueryExecutionCommand,
} from '@aws-sdk/client-athena'
import { CreateDatabaseCommand, CreateTableCommand, GlueClient } from '@aws-sdk/client-glue'
import { CreateKeyCommand, KMSClient } from '@aws-sdk/client-kms'
import { CreateBucketCommand, S3Client } from '@aws-sdk/client-s3'
import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import { ANSWER_COLUMNS } from '../../../src/archives/athena/query/sql.ts'
import type { Report } from '../../../src/model/report/report.ts'
import { aRow, monthOf, TABLE } from '../../archives/athena/an-athena.ts'
import { findMoto, type Moto, startMoto } from '../moto-server.ts'
import { type Outcome, runBinary } from '../run-binary.ts'

const REGION = 'eu-west-1'
const ACCOUNT = '123456789012'
const credentials = { accessKeyId: 'testing', secretAccessKey: 'testing' }

/** What moto lacks, whatever is asked. */
const LACKING = /^(kms:GetKeyLastUsage|cloudtrail:LookupEvents)$/

const executable = findMoto(process.env)
const title = executable === null ? 'moto (left out: KMS_AUDIT_MOTO_SERVER names no moto_server)' : 'moto'

const rowOf = (row: readonly (string | null)[]) => ({
  Data: row.map(value => (value === null ? {} : { VarCharValue: value })),
})

describe.skipIf(executable === null)(`${title}: a search with Athena`, () => {
  let moto: Moto | undefined
  let used = ''
  let unused = ''

  beforeAll(async () => {
    moto = await startMoto(executable ?? '')
    const settings = { endpoint: moto.url, region: REGION, credentials }
    const kms = new KMSClient(settings)
    const make = async (): Promise<string> => (await kms.send(new CreateKeyCommand({}))).KeyMetadata?.Arn ?? ''
    used = await make()
    unused = await make()
    await new S3Client({ ...settings, forcePathStyle: true }).send(
      new CreateBucketCommand({ Bucket: 'results', CreateBucketConfiguration: { LocationConstraint: REGION } }),
    )
    await new AthenaClient(settings).send(
      new CreateWorkGroupCommand({
        Name: 'audit',
        Configuration: { ResultConfiguration: { OutputLocation: 's3://results/kms-audit/' } },
      }),
    )
    const glue = new GlueClient(settings)
    await glue.send(new CreateDatabaseCommand({ DatabaseInput: { Name: 'audit' } }))
    await glue.send(
      new CreateTableCommand({
        DatabaseName: 'audit',
        TableInput: {
          Name: 'kms_audit_trail',
          StorageDescriptor: { Columns: TABLE.columns.map(Name => ({ Name, Type: 'string' })) },
          PartitionKeys: TABLE.partitions.map(Name => ({ Name, Type: 'string' })),
          Parameters: { ...TABLE.properties, 'projection.day.range': '2025/01/01,2025/02/28' },
        },
      }),
    )
  }, 120_000)

  afterAll(() => moto?.stop())

  /** What Athena answers to the next queries: moto runs none. */
  async function queue(...results: (readonly (readonly (string | null)[])[])[]): Promise<void> {
    const response = await fetch(`${moto?.url}/moto-api/static/athena/query-results`, {
      method: 'POST',
      body: JSON.stringify({
        account_id: ACCOUNT,
        region: REGION,
        results: results.map(rows => ({
          rows: [ANSWER_COLUMNS, ...rows].map(rowOf),
          column_info: ANSWER_COLUMNS.map(Name => ({ Name, Type: 'varchar' })),
        })),
      }),
    })
    expect(response.status).toBe(201)
  }

  const audit = (...args: string[]): Promise<Outcome> =>
    runBinary(['-r', REGION, ...args], {
      AWS_ENDPOINT_URL: moto?.url ?? '',
      AWS_ACCESS_KEY_ID: 'testing',
      AWS_SECRET_ACCESS_KEY: 'testing',
    })

  test('athena on moto: the audit finds the use in the results of a query, and no use of the other key', async () => {
    await queue([aRow({ at: '2025-01-15T10:00:00Z', key: used, account: ACCOUNT })], [])
    const { exit, out, err } = await audit(
      '--athena',
      'audit.kms_audit_trail',
      '--athena-workgroup',
      'audit',
      '-o',
      'json',
      '--no-requests',
    )
    expect(exit).toBe(0)
    expect(err).toContain('kms-audit: Athena scanned 0 bytes in 2 queries: about $0.00 at list price.')
    const { keys, gaps } = JSON.parse(out) as Report
    const found = keys.map(({ key_arn, last_used, usage }) => [key_arn, [last_used, usage?.source]] as const)
    expect(Object.fromEntries(found)).toEqual({
      [used]: ['>= 2025-01-15 10:00 UTC', 'athena'],
      [unused]: ['Unknown', null],
    })
    // The silence of the table decides nothing; nothing else is missing.
    const others = gaps.filter(({ operation }) => !LACKING.test(operation))
    expect(others.map(({ operation, reason }) => [operation, reason])).toEqual([
      ['athena:StartQueryExecution', 'partial'],
    ])
    expect(others[0]?.message).toContain('the table ends on 2025-02-28')
  })

  test('athena on moto: the queries are those of the table, its days, and the workgroup', async () => {
    const athena = new AthenaClient({ endpoint: moto?.url ?? '', region: REGION, credentials })
    const { QueryExecutionIds = [] } = await athena.send(new ListQueryExecutionsCommand({ WorkGroup: 'audit' }))
    const queries = await Promise.all(
      QueryExecutionIds.map(async QueryExecutionId => {
        const { QueryExecution } = await athena.send(new GetQueryExecutionCommand({ QueryExecutionId }))
        return QueryExecution
      }),
    )
    expect(queries.map(query => query?.QueryExecutionContext)).toEqual(
      Array.from({ length: 2 }, () => ({ Catalog: 'AwsDataCatalog', Database: 'audit' })),
    )
    expect(queries.map(query => monthOf(query?.Query ?? '')).toSorted()).toEqual(['2025-01-01', '2025-02-01'])
  })

  test.each([
    [['--athena', 'audit.none', '--athena-workgroup', 'audit'], 'Table audit.none does not exist in eu-west-1.'],
    [
      ['--athena', 'audit.kms_audit_trail', '--athena-workgroup', 'none'],
      'The workgroup none has no location for results.',
    ],
    [['--athena', 'audit.kms_audit_trail'], 'The workgroup primary has no location for results.'],
  ])('athena on moto: %j is refused in one line, with the next step', async (args, message) => {
    const { exit, out, err } = await audit(...args)
    expect({ exit, out }).toEqual({ exit: 2, out: '' })
    expect(err).toContain(message)
  })
})
