import { DAY } from '../../../model/time.ts'
import type { Chunk } from './chunk.ts'
import { PARTITIONS } from './columns.ts'
import { sqlName } from './literals.ts'
import { partitionsSql } from './partitions.ts'
import { fileName } from './proof-columns.ts'
import type { TableColumns, TableName } from './table-kind.ts'

/** A table over the digest files of a trail, as `kms-audit archive ddl` creates it: one row for each file. */
export const DIGEST_TABLE: TableColumns = {
  required: [
    'awsaccountid',
    'digeststarttime',
    'digestendtime',
    'oldesteventtime',
    'digests3object',
    'previousdigests3object',
    'logfiles',
  ],
  optional: [],
  partitions: PARTITIONS,
  hint: ddl => `Create the table with the statement that ${ddl} prints.`,
}

/**
 * Returns a SELECT with one row for each digest file: acct, region, digest, and files (names of log files; one empty text
 * if there is none). A digest is `o/PREFIX|START|END|FLAGS|OLDEST`, without the `o` for a trail of an account. PREFIX is its
 * name before the time. START, END and OLDEST (of the oldest event; empty: none) are seconds. FLAGS are `r` (it names no
 * earlier digest file) and `b` (backfill). One that is not as CloudTrail writes it is `!` and its name. The rules are those
 * of `digests/digest-file.ts`.
 *
 * A digest file lies in the folder of the day on which its time ends, and most of its log files in that of the same day
 * or of the day before. So the digest files of the first day belong to the query before, which reads both days as well.
 */
export const digestsSql = (chunk: Chunk, { database, table }: TableName): string => String.raw`  SELECT acct, region,
    IF(is_whole, concat(IF(regexp_like(digests3object, '(^|/)AWSLogs/o-[a-z0-9]+/'), 'o', ''), '/', regexp_extract(name, '^(.+)_\d{8}T\d{6}Z', 1), '|',
      CAST(start_time AS varchar), '|', CAST(end_time AS varchar), '|', IF(previousdigests3object IS NULL, 'r', ''), IF(regexp_like(name, 'Z_backfill\.'), 'b', ''), '|', coalesce(CAST(oldest_time AS varchar), '')), concat('!', name)) AS digest,
    IF(is_whole AND cardinality(logfiles) > 0, transform(logfiles, f -> ${fileName('f.s3object')}), ARRAY['']) AS files
  FROM (
    SELECT *, awsaccountid = acct AND element_at(split(digests3object, '/'), -1) = name AND split_part(name, '_', 3) = region
      AND end_time > start_time AND logfiles IS NOT NULL AND none_match(logfiles, f -> f.s3object IS NULL) AS is_whole
    FROM (
      SELECT acct, region, awsaccountid, digests3object, previousdigests3object, logfiles,
        element_at(split("$path", '/'), -1) AS name,
        ${seconds('digeststarttime')} AS start_time,
        ${seconds('digestendtime')} AS end_time,
        ${seconds('oldesteventtime')} AS oldest_time
      FROM ${sqlName(database)}.${sqlName(table)}
      WHERE ${partitionsSql(chunk, { first: firstDay(chunk), last: chunk.deliveredUntil })}
    )
  )
  WHERE regexp_like(name, '^\d{12}_CloudTrail-Digest_[a-z0-9-]+_[A-Za-z0-9_.-]+_[a-z0-9-]+_\d{8}T\d{6}Z(_backfill)?\.json(\.gz|\.zst)?$')`

/** Only a question's first query has none before it. */
const firstDay = ({ since, late }: Chunk): number => (late === null ? since : since + DAY)

const seconds = (column: string): string =>
  `IF(regexp_like(${column}, '^\\d{4}-\\d\\d-\\d\\dT\\d\\d:\\d\\d:\\d\\dZ$'), CAST(to_unixtime(try(from_iso8601_timestamp(${column}))) AS bigint))`
