import type { CatalogTable } from './athena-answers.ts'
import { mustRun } from './trino-query.ts'
import type { TrailTable } from './trail-table.ts'

/** A table of Security Lake with the records of another table: of OCSF 1.1.0 only the columns that a query uses. */
export const SECURITY_LAKE: CatalogTable = {
  database: 'audit',
  table: 'amazon_security_lake_table_us_east_1_cloud_trail_mgmt_2_0',
  columns: ['metadata', 'time', 'time_dt', 'api', 'actor', 'resources', 'accountid', 'region'],
  partitions: [],
  parameters: { table_type: 'ICEBERG' },
}

export const createSecurityLakeTable = (url: string, of: TrailTable): Promise<void> =>
  mustRun(
    url,
    `CREATE VIEW ${SECURITY_LAKE.database}.${SECURITY_LAKE.table} AS SELECT acct AS accountid, region,
      CAST(from_iso8601_timestamp(eventtime) AS timestamp(6)) AS time_dt,
      CAST(ROW(eventname, ROW(eventsource), ROW(requestparameters), ROW(errorcode)) AS
        ROW(operation varchar, service ROW(name varchar), request ROW(data varchar), response ROW(error varchar))) AS api,
      CAST(ROW(useridentity.invokedby, ROW(useridentity.sessioncontext.sessionissuer.arn), ROW(useridentity.arn)) AS
        ROW(invoked_by varchar, session ROW(issuer varchar), "user" ROW(uid varchar))) AS actor,
      transform(resources, r -> CAST(ROW(r.arn) AS ROW(uid varchar))) AS resources,
      CAST(ROW(eventid) AS ROW(uid varchar)) AS metadata
    FROM ${of.database}.${of.table}`,
  )
