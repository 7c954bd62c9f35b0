import { readFileSync } from 'node:fs'
import type { CatalogTable } from './athena-answers.ts'
import { mustRun } from './trino-query.ts'

/** A table over log files in the layout of CloudTrail. */
export interface TrailTable {
  database: string
  table: string
  /** Folder of the accounts below the data of the server, such as `logs/AWSLogs`. */
  folder: string
  regions: readonly string[]
  /** The first and the last day that the table has: `2026/01/31`. */
  days: readonly [first: string, last: string]
  /** A column that the description of the table names, but that no query finds. */
  without?: string
}

/** Columns of a table that `kms-audit archive ddl` prints, with their types in the words of Athena. */
function columnsOf(golden: string): [name: string, type: string][] {
  const ddl = readFileSync(new URL(`../../archives/athena/golden/${golden}`, import.meta.url), 'utf8')
  return [...ddl.slice(0, ddl.indexOf('PARTITIONED BY')).matchAll(/^ {2}(\w+) (.*?),?$/gm)].map(
    ([, name = '', type = '']) => [name, type],
  )
}

const COLUMNS = columnsOf('organization-table.sql')
const DIGEST_COLUMNS = columnsOf('digest-table.sql')

/** What the tables of Security Lake and CloudTrail Lake, which are made of this one, have besides. */
const MORE_COLUMNS = [
  ['awsregion', 'string'],
  ['recipientaccountid', 'string'],
] as const

const PARTITIONS = ['acct', 'region', 'day'] as const

/** How Athena describes the table that `kms-audit archive ddl` prints. */
export const described = (table: TrailTable): CatalogTable => describedWith(table, COLUMNS)

export const describedDigests = (table: TrailTable): CatalogTable => describedWith(table, DIGEST_COLUMNS)

const describedWith = ({ database, table, regions, days }: TrailTable, columns: typeof COLUMNS): CatalogTable => ({
  database,
  table,
  columns: columns.map(([name]) => name),
  partitions: PARTITIONS,
  parameters: {
    'projection.enabled': 'true',
    'projection.acct.type': 'injected',
    'projection.region.type': 'enum',
    'projection.region.values': regions.join(','),
    'projection.day.type': 'date',
    'projection.day.format': 'yyyy/MM/dd',
    'projection.day.range': days.join(','),
  },
})

/**
 * Trino has not the input format of AWS's own table, which makes a row of each record of a file. So there is a table with
 * a row for each file, and a view with the rows and columns of the table in Athena. The folder must exist.
 */
export async function createTrailTable(
  url: string,
  { database, table, folder, regions, days, without }: TrailTable,
): Promise<void> {
  const all = [...COLUMNS, ...MORE_COLUMNS]
  const names = all.map(([name]) => name)
  await mustRun(
    url,
    `CREATE SCHEMA IF NOT EXISTS ${database} WITH (location = 'local:///${database}')`,
    `CREATE TABLE ${database}.${table}_files (
      records array(row(${all.map(([name, type]) => `${name} ${inTrino(type)}`).join(', ')})),
      ${partitionColumns(regions, days)})
    WITH (${tableProperties(folder, 'CloudTrail')})`,
    `CREATE VIEW ${database}.${table} AS SELECT ${names.filter(name => name !== without).join(', ')}, acct, region, day, f."$path" AS "$path"
      FROM ${database}.${table}_files f CROSS JOIN UNNEST(records) AS r(${names.join(', ')})`,
  )
}

const partitionColumns = (
  regions: TrailTable['regions'],
  days: TrailTable['days'],
): string => `acct varchar WITH (partition_projection_type = 'injected'),
      region varchar WITH (partition_projection_type = 'enum', partition_projection_values = ARRAY[${list(regions)}]),
      day varchar WITH (partition_projection_type = 'date', partition_projection_format = 'yyyy/MM/dd',
        partition_projection_range = ARRAY[${list(days)}], partition_projection_interval = 1, partition_projection_interval_unit = 'DAYS')`

const tableProperties = (
  folder: string,
  kind: string,
): string => `external_location = 'local:///${folder}/', format = 'OPENX_JSON', partitioned_by = ARRAY[${list(PARTITIONS)}],
      partition_projection_enabled = true,
      partition_projection_location_template = 'local:///${folder}/\${acct}/${kind}/\${region}/\${day}'`

/** Digest files are JSON, so that the table is that of Athena. */
export const createDigestTable = (url: string, { database, table, folder, regions, days }: TrailTable): Promise<void> =>
  mustRun(
    url,
    `CREATE TABLE ${database}.${table} (${DIGEST_COLUMNS.map(([name, type]) => `${name} ${inTrino(type)}`).join(', ')},
      ${partitionColumns(regions, days)})
    WITH (${tableProperties(folder, 'CloudTrail-Digest')})`,
  )

const list = (texts: readonly string[]): string => texts.map(each => `'${each}'`).join(', ')

/** `struct<arn:string>` is `row(arn varchar)`. */
const inTrino = (type: string): string =>
  type
    .replaceAll('struct<', 'row(')
    .replaceAll('array<', 'array(')
    .replaceAll('>', ')')
    .replaceAll(':', ' ')
    .replaceAll('string', 'varchar')
