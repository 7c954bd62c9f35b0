import { LIMITS, MOST_KEYS } from '../plan/limits.ts'
import type { Chunk } from './chunk.ts'
import { sqlName, sqlText, sqlTexts } from './literals.ts'
import type { TableKind } from './table-kind.ts'
import { KMS, SILENT_OPERATIONS } from './windows.ts'

/**
 * A table of Amazon Security Lake with management events of CloudTrail, of source version 2 (OCSF 1.1.0). Its rows are
 * found by the time of the event, so that it does not matter when a record was delivered.
 *
 * https://docs.aws.amazon.com/security-lake/latest/userguide/subscriber-query-examples2.html
 * https://github.com/ocsf/examples (mappings/markdown/AWS/v1.1.0/CloudTrail/API Activity)
 */
export const SECURITY_LAKE_TABLE: TableKind = {
  required: ['time_dt', 'accountid', 'region', 'api', 'actor', 'resources', 'metadata'],
  optional: [],
  partitions: [],
  mostKeys: MOST_KEYS,
  mostCharacters: LIMITS.sqlBytes,
  silence: 'it is not known whether Security Lake was given every event of this time',
  hint: () => 'Name a table of Security Lake whose name ends in _cloud_trail_mgmt_2_0.',
  // Amazon Security Lake was first released, as a preview, on November 29, 2022.
  earliest: Date.UTC(2022, 10, 1),
  recordsSql: (chunk, { database, table }) => `  SELECT accountid AS acct, region,
    date_format(time_dt, '%Y-%m-%dT%H:%i:%sZ') AS eventtime,
    api.service.name AS eventsource, api.operation AS eventname, metadata.uid AS eventid,
    nullif(api.response.error, '') AS errorcode,
    metadata.uid AS identity,
    coalesce(nullif(actor.session.issuer, ''), nullif(actor.user.uid, '')) AS principal,
    nullif(actor.invoked_by, '') AS service,
    json_format(json_extract(api.request.data, '$.dryRun')) AS dry_run,
    CAST(NULL AS varchar) AS parameters, CAST(NULL AS varchar) AS response,
    array_distinct(filter(transform(resources, r -> r.uid), arn -> arn LIKE 'arn:%:kms:%:key/%')) AS keys
  FROM ${sqlName(database)}.${sqlName(table)}
  WHERE ${placesSql(chunk)}
    AND time_dt >= ${timestampSql(chunk.since)} AND time_dt < ${timestampSql(chunk.until)}
    AND api.service.name = ${KMS} AND api.operation NOT IN (${sqlTexts(SILENT_OPERATIONS)})`,
}

const placesSql = ({ accounts, regions }: Chunk): string =>
  `accountid IN (${sqlTexts(accounts)}) AND region IN (${sqlTexts(regions)})`

/** A time in UTC, which is the zone of a session of Athena. */
const timestampSql = (at: number): string =>
  `TIMESTAMP ${sqlText(new Date(at).toISOString().slice(0, 19).replace('T', ' '))}`
