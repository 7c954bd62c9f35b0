import { partitionDay } from '../query/literals.ts'
import type { TableName } from '../query/table-kind.ts'
import { rootOf, type TableToCreate } from './trail-layout.ts'

/**
 * Returns the statement that creates a table over the log files of a trail. Athena computes the partitions, so that
 * nothing has to be added each day. Accounts are `injected`: each query names them, and the table needs no list of
 * them. The columns are those that the queries of kms-audit use.
 * https://docs.aws.amazon.com/athena/latest/ug/create-cloudtrail-table-partition-projection.html
 * https://docs.aws.amazon.com/athena/latest/ug/partition-projection-dynamic-id-partitioning.html
 */
export const tableDdl = (table: TableToCreate): string =>
  createTable(table, table, {
    columns: COLUMNS,
    kind: 'CloudTrail',
    format: `ROW FORMAT SERDE 'org.apache.hive.hcatalog.data.JsonSerDe'
STORED AS INPUTFORMAT 'com.amazon.emr.cloudtrail.CloudTrailInputFormat'
OUTPUTFORMAT 'org.apache.hadoop.hive.ql.io.HiveIgnoreKeyTextOutputFormat'`,
  })

/**
 * Returns the statement that creates a table over the digest files of a trail: one row for each file, which is one JSON
 * object.
 * https://docs.aws.amazon.com/awscloudtrail/latest/userguide/cloudtrail-log-file-validation-digest-file-structure.html
 * https://docs.aws.amazon.com/athena/latest/ug/openx-json-serde.html
 */
export const digestTableDdl = (trail: TableToCreate, name: TableName): string =>
  createTable(trail, name, {
    columns: DIGEST_COLUMNS,
    kind: 'CloudTrail-Digest',
    format: "ROW FORMAT SERDE 'org.openx.data.jsonserde.JsonSerDe'",
  })

function createTable(
  trail: TableToCreate,
  { database, table }: TableName,
  { columns, kind, format }: { columns: typeof COLUMNS | typeof DIGEST_COLUMNS; kind: string; format: string },
): string {
  const location = `s3://${trail.bucket}/${rootOf(trail)}`
  const properties = {
    'projection.enabled': 'true',
    'projection.acct.type': 'injected',
    'projection.region.type': 'enum',
    'projection.region.values': [...trail.regions].toSorted().join(','),
    'projection.day.type': 'date',
    'projection.day.format': 'yyyy/MM/dd',
    'projection.day.interval': '1',
    'projection.day.interval.unit': 'DAYS',
    'projection.day.range': `${partitionDay(trail.since)},NOW`,
    'storage.location.template': `${location}\${acct}/${kind}/\${region}/\${day}`,
  }
  const lines = Object.entries(properties).map(([name, value]) => `  '${name}' = '${value}'`)
  return `CREATE EXTERNAL TABLE IF NOT EXISTS ${ddlName(database)}.${ddlName(table)} (
${columns.map(([name, type]) => `  ${name} ${type}`).join(',\n')}
)
PARTITIONED BY (acct string, region string, day string)
${format}
LOCATION '${location}'
TBLPROPERTIES (
${lines.join(',\n')}
);
`
}

/** In statements that create something, Athena quotes names as Hive does. */
const ddlName = (name: string): string => `\`${name}\``

/**
 * The columns with their types. CloudTrail's input format passes parameters and response elements on as JSON text.
 * https://docs.aws.amazon.com/awscloudtrail/latest/userguide/cloudtrail-event-reference-record-contents.html
 */
const COLUMNS = [
  ['eventtime', 'string'],
  ['eventsource', 'string'],
  ['eventname', 'string'],
  ['errorcode', 'string'],
  ['eventid', 'string'],
  ['sharedeventid', 'string'],
  ['useridentity', 'struct<arn:string,invokedby:string,sessioncontext:struct<sessionissuer:struct<arn:string>>>'],
  ['requestparameters', 'string'],
  ['responseelements', 'string'],
  ['resources', 'array<struct<arn:string,accountid:string,type:string>>'],
  ['addendum', 'struct<reason:string,originaleventid:string>'],
  ['readonly', 'string'],
  ['eventcategory', 'string'],
] as const

const DIGEST_COLUMNS = [
  ['awsaccountid', 'string'],
  ['digeststarttime', 'string'],
  ['digestendtime', 'string'],
  ['oldesteventtime', 'string'],
  ['digests3object', 'string'],
  ['previousdigests3object', 'string'],
  ['logfiles', 'array<struct<s3object:string>>'],
] as const
