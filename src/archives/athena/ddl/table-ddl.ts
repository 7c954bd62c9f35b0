import { partitionDay } from '../query/literals.ts'
import { rootOf, type TableToCreate } from './trail-layout.ts'

/**
 * Returns the statement that creates a table over the log files of a trail. Athena computes the partitions, so that
 * nothing has to be added each day. Accounts are `injected`: each query names them, and the table needs no list of
 * them. The columns are those that the queries of kms-audit use.
 * https://docs.aws.amazon.com/athena/latest/ug/create-cloudtrail-table-partition-projection.html
 * https://docs.aws.amazon.com/athena/latest/ug/partition-projection-dynamic-id-partitioning.html
 */
export function tableDdl(table: TableToCreate): string {
  const location = `s3://${table.bucket}/${rootOf(table)}`
  const properties = {
    'projection.enabled': 'true',
    'projection.acct.type': 'injected',
    'projection.region.type': 'enum',
    'projection.region.values': [...table.regions].toSorted().join(','),
    'projection.day.type': 'date',
    'projection.day.format': 'yyyy/MM/dd',
    'projection.day.interval': '1',
    'projection.day.interval.unit': 'DAYS',
    'projection.day.range': `${partitionDay(table.since)},NOW`,
    'storage.location.template': `${location}\${acct}/CloudTrail/\${region}/\${day}`,
  }
  const lines = Object.entries(properties).map(([name, value]) => `  '${name}' = '${value}'`)
  return `CREATE EXTERNAL TABLE IF NOT EXISTS ${ddlName(table.database)}.${ddlName(table.table)} (
${COLUMNS.map(([name, type]) => `  ${name} ${type}`).join(',\n')}
)
PARTITIONED BY (acct string, region string, day string)
ROW FORMAT SERDE 'org.apache.hive.hcatalog.data.JsonSerDe'
STORED AS INPUTFORMAT 'com.amazon.emr.cloudtrail.CloudTrailInputFormat'
OUTPUTFORMAT 'org.apache.hadoop.hive.ql.io.HiveIgnoreKeyTextOutputFormat'
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
] as const
