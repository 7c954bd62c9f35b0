import { LIMITS, MOST_KEYS } from '../plan/limits.ts'
import type { Chunk } from './chunk.ts'
import { OPTIONAL_COLUMNS, PARTITIONS, REQUIRED_COLUMNS } from './columns.ts'
import { sqlName } from './literals.ts'
import { partitionsSql } from './partitions.ts'
import { proofColumns } from './proof-columns.ts'
import type { QueryShape, TableKind } from './table-kind.ts'
import { CLOUDTRAIL, eventsSql, KMS } from './windows.ts'

/** A table over the log files of a trail, as `kms-audit archive ddl` creates it. */
export const TRAIL_TABLE: TableKind = {
  required: REQUIRED_COLUMNS,
  optional: OPTIONAL_COLUMNS,
  partitions: PARTITIONS,
  mostKeys: MOST_KEYS,
  mostCharacters: LIMITS.sqlBytes,
  // No trail is older than CloudTrail.
  earliest: Date.UTC(2013, 10),
  // Without them, log files may be missing without a sign.
  silence: 'digest files were not read (--athena-digests TABLE), so log files may be missing without a sign',
  hint: ddl => `Create a table with the statement that ${ddl} prints.`,
  recordsSql: (chunk, shape) => `  SELECT acct, region, eventtime, eventsource, eventname, eventid,
    nullif(errorcode, '') AS errorcode,
    ${identity(shape.columns)} AS identity,
    coalesce(useridentity.sessioncontext.sessionissuer.arn, useridentity.arn) AS principal,
    nullif(useridentity.invokedby, '') AS service,
    IF(eventsource = ${KMS}, json_format(json_extract(requestparameters, '$.dryRun'))) AS dry_run,
    IF(eventsource = ${CLOUDTRAIL}, requestparameters) AS parameters,
    ${shape.columns.has('responseelements') ? `IF(eventsource = ${CLOUDTRAIL}, responseelements)` : 'CAST(NULL AS varchar)'} AS response,
    IF(eventsource = ${KMS}, array_distinct(filter(transform(resources, r -> r.arn), arn -> arn LIKE 'arn:%:kms:%:key/%'))) AS keys${proofs(chunk, shape)}
  FROM ${sqlName(shape.database)}.${sqlName(shape.table)}
  WHERE ${partitions(chunk)}${proves(chunk, shape) ? '' : `\n    AND ${eventsSql(chunk)}`}`,
}

/** Digest files prove something only if every record of every log file is looked at. */
const proves = ({ isUnproven }: Chunk, { digests }: QueryShape): boolean => digests !== null && !isUnproven

const proofs = (chunk: Chunk, shape: QueryShape): string =>
  proves(chunk, shape) ? `,\n    ${proofColumns(eventsSql(chunk), shape.columns)}` : ''

/** An event that reached two accounts has one shared id; a record that was delivered again names the one it replaces. */
const identity = (columns: QueryShape['columns']): string => {
  const ids = [
    ...(columns.has('sharedeventid') ? ["nullif(sharedeventid, '')"] : []),
    ...(columns.has('addendum') ? ["nullif(addendum.originaleventid, '')"] : []),
    'eventid',
  ]
  return ids.length === 1 ? 'eventid' : `coalesce(${ids.join(', ')})`
}

const partitions = ({ since, deliveredUntil, ...chunk }: Chunk): string =>
  partitionsSql(chunk, { first: since, last: deliveredUntil })
