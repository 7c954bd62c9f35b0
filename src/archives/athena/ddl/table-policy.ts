import { type PolicyDocument, policyOf, type PolicyStatement } from '../../../model/options/permissions.ts'
import type { TableName } from '../query/table-kind.ts'
import { rootOf, type TrailLayout } from './trail-layout.ts'

/** What decides the permissions to search a table with Athena. */
export interface TableAccess extends TrailLayout {
  partition: string
  database: string
  table: string
  /** The table over the digest files, which lie beside the log files. Null: none. */
  digests: TableName | null
  /** Region of the table. Null: any. */
  region: string | null
  workgroup: string
  /** `s3://bucket/prefix/`, where results are written. Null: Athena manages them. */
  output: string | null
}

/**
 * Returns the least permissions to search a table with Athena. A bucket of another account also has to permit it, and
 * so has the key that encrypts the log files.
 * https://docs.aws.amazon.com/athena/latest/ug/security-iam-athena.html
 */
export function tablePolicy(access: TableAccess): PolicyDocument {
  const { partition, region, workgroup, bucket, digests } = access
  const tables: readonly TableName[] = [access, ...(digests === null ? [] : [digests])]
  const databases = new Set(tables.map(({ database }) => database))
  const athena = `arn:${partition}:athena:${region ?? '*'}:*`
  const glue = `arn:${partition}:glue:${region ?? '*'}:*`
  const logs = `arn:${partition}:s3:::${bucket}`
  return policyOf([
    {
      Sid: 'KmsAuditQuery',
      Effect: 'Allow',
      Action: [
        'athena:GetQueryExecution',
        'athena:GetQueryResults',
        'athena:GetWorkGroup',
        'athena:StartQueryExecution',
        'athena:StopQueryExecution',
      ],
      Resource: `${athena}:workgroup/${workgroup}`,
    },
    {
      Sid: 'KmsAuditCatalog',
      Effect: 'Allow',
      Action: ['athena:GetTableMetadata'],
      Resource: `${athena}:datacatalog/AwsDataCatalog`,
    },
    {
      Sid: 'KmsAuditTable',
      Effect: 'Allow',
      Action: ['glue:GetDatabase', 'glue:GetPartitions', 'glue:GetTable'],
      Resource: [
        `${glue}:catalog`,
        ...Array.from(databases, database => `${glue}:database/${database}`),
        ...tables.map(({ database, table }) => `${glue}:table/${database}/${table}`),
      ],
    },
    { Sid: 'KmsAuditLogs', Effect: 'Allow', Action: ['s3:GetObject'], Resource: `${logs}/${rootOf(access)}*` },
    { Sid: 'KmsAuditLogBucket', Effect: 'Allow', Action: ['s3:GetBucketLocation', 's3:ListBucket'], Resource: logs },
    ...resultStatements(access),
  ])
}

/** https://docs.aws.amazon.com/athena/latest/ug/managed-results.html */
function resultStatements({ partition, output }: TableAccess): PolicyStatement[] {
  const [, bucket, prefix = ''] = /^s3:\/\/([^/]+)\/?(.*)$/.exec(output ?? '') ?? []
  if (bucket === undefined) return []
  const arn = `arn:${partition}:s3:::${bucket}`
  return [
    {
      Sid: 'KmsAuditResults',
      Effect: 'Allow',
      Action: ['s3:AbortMultipartUpload', 's3:GetObject', 's3:PutObject'],
      Resource: `${arn}/${prefix}*`,
    },
    { Sid: 'KmsAuditResultBucket', Effect: 'Allow', Action: ['s3:GetBucketLocation', 's3:ListBucket'], Resource: arn },
  ]
}
