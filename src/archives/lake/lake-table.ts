import type { Chunk } from '../athena/query/chunk.ts'
import { sqlText, sqlTexts } from '../athena/query/literals.ts'
import type { TableKind } from '../athena/query/table-kind.ts'
import { KMS, SILENT_OPERATIONS } from '../athena/query/windows.ts'

/**
 * An event data store of CloudTrail Lake. Its rows are found by the time of the event, so that it does not matter when a
 * record was delivered.
 * https://docs.aws.amazon.com/awscloudtrail/latest/userguide/query-supported-event-schemas.html
 */
export const LAKE_TABLE: TableKind = {
  required: [],
  optional: [],
  partitions: [],
  mostKeys: 20,
  // https://docs.aws.amazon.com/awscloudtrail/latest/APIReference/API_StartQuery.html
  mostCharacters: 10_000,
  // CloudTrail Lake was released in January 2022; records of a trail that were copied into it may be older.
  earliest: Date.UTC(2013, 10),
  silence: 'it is not known whether the event data store has every event of this time',
  hint: () => 'Name an event data store with --lake.',
  recordsSql: (chunk, { table }) => `  SELECT recipientaccountid AS acct, awsregion AS region,
    date_format(eventtime, '%Y-%m-%dT%H:%i:%sZ') AS eventtime, eventsource, eventname, eventid,
    nullif(errorcode, '') AS errorcode,
    coalesce(nullif(sharedeventid, ''), nullif(element_at(addendum, 'originalEventID'), ''),
      nullif(element_at(addendum, 'originaleventid'), ''), eventid) AS identity,
    coalesce(useridentity.sessioncontext.sessionissuer.arn, useridentity.arn) AS principal,
    nullif(useridentity.invokedby, '') AS service,
    element_at(requestparameters, 'dryRun') AS dry_run,
    CAST(NULL AS varchar) AS parameters, CAST(NULL AS varchar) AS response,
    array_distinct(filter(transform(resources, r -> r.arn), arn -> arn LIKE 'arn:%:kms:%:key/%')) AS keys
  FROM ${table}
  WHERE ${placesSql(chunk)}
    AND eventtime >= ${timestampSql(chunk.since)} AND eventtime < ${timestampSql(chunk.until)}
    AND eventsource = ${KMS} AND eventname NOT IN (${sqlTexts(SILENT_OPERATIONS)})`,
}

const placesSql = ({ accounts, regions }: Chunk): string =>
  `recipientaccountid IN (${sqlTexts(accounts)}) AND awsregion IN (${sqlTexts(regions)})`

/** A time in UTC, as event data stores have it. */
const timestampSql = (at: number): string =>
  `TIMESTAMP ${sqlText(new Date(at).toISOString().slice(0, 19).replace('T', ' '))}`
