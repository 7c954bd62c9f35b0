import { callGroups, CALL, callsIn, countedKinds, IS_OWNED, KEYS, KIND, POSITION } from './call-sql.ts'
import type { Chunk } from './chunk.ts'
import { digestsSql } from './digest-table.ts'
import type { QueryShape, TableName } from './table-kind.ts'

/**
 * Returns the query of a chunk with the digest files. Athena would read a table twice if the query referred to it twice,
 * so each part of the query is referred to once.
 *
 * - `calls` has a row for each key of a record, one for the log file of each record (kind `file`), and one for each log
 *   file that a digest file names.
 * - `found` has one row for each log file: whether it is there, what it proves, and which digest files name it.
 * - `hours` has a row for each digest file.
 * - `runs` has one row for digest files that follow each other without a hole, differ in nothing but time, and name no
 *   file that is missing. At the end, the runs of a trail are packed into one text.
 */
export function provedSql(chunk: Chunk, shape: QueryShape & { digests: TableName }): string {
  const isDays = shape.detail === 'days'
  return `WITH records AS (
${shape.kind.recordsSql(chunk, shape)}
), digests AS (
${digestsSql(chunk, shape.digests)}
), calls AS (
  SELECT acct, region, key_arn, identity,
    IF(key_arn = 'file', 'file', ${KIND}) AS kind,
    ${POSITION} AS position,
    IF(key_arn <> 'file', ${CALL}) AS call,
    IF(key_arn = 'file', file) AS file, is_use, is_write, CAST(NULL AS varchar) AS digest
  FROM records CROSS JOIN UNNEST(IF(is_asked, ${KEYS}, CAST(ARRAY[] AS array(varchar))) || ARRAY['file']) AS named(key_arn)
  WHERE key_arn IN ('', 'file') OR (${IS_OWNED})
  UNION ALL
  SELECT acct, region, 'file', CAST(NULL AS varchar), 'file', '', CAST(NULL AS varchar), file, false, false, digest
  FROM digests CROSS JOIN UNNEST(files) AS named(file)
), found AS (
  SELECT acct, region, key_arn, kind, file,
  ${callsIn(isDays)},
  array_distinct(array_agg(digest) FILTER (WHERE digest IS NOT NULL)) AS digests,
  bool_or(digest IS NULL) AS is_there, bool_or(is_use) AS is_use, bool_or(is_write) AS is_write
  FROM calls
  WHERE ${countedKinds(shape)}
  GROUP BY acct, region, key_arn, kind, file, ${callGroups(isDays)}
), hours AS (
  SELECT acct, region, key_arn, kind, first_call, last_call, IF(kind = 'file', 0, events) AS events,
    split_part(digest, '|', 1) AS series,
    try_cast(split_part(digest, '|', 2) AS bigint) AS start_time,
    try_cast(split_part(digest, '|', 3) AS bigint) AS end_time,
    split_part(digest, '|', 5) AS oldest_time,
    count_if(file <> '') AS files,
    count_if(file <> '' AND NOT is_there) AS missing,
    concat(split_part(digest, '|', 4), IF(count_if(file <> '' AND NOT is_there) > 0, 'm', ''), IF(bool_or(is_use), 'u', ''),
      IF(bool_or(is_write) AND regexp_extract(split_part(digest, '|', 1), '_([a-z0-9-]+)$', 1) = region, 'w', '')) AS flags
  FROM found CROSS JOIN UNNEST(IF(kind = 'file', digests, ARRAY[''])) AS named(digest)
  GROUP BY acct, region, key_arn, kind, digest, first_call, last_call, IF(kind = 'file', 0, events)
), marked AS (
  SELECT *, IF(start_time = lag(end_time) OVER (${SERIES}) AND flags = lag(flags) OVER (${SERIES})
    AND end_time - start_time = lag(end_time - start_time) OVER (${SERIES}) AND missing = 0, 0, 1) AS is_new
  FROM hours
), numbered AS (
  SELECT *, sum(is_new) OVER (${SERIES} ROWS BETWEEN UNBOUNDED PRECEDING AND CURRENT ROW) AS run
  FROM marked
), runs AS (
  SELECT acct, region, key_arn, kind, series, run, min(first_call) AS first_call, min(last_call) AS last_call, min(events) AS events,
    min(start_time) AS start_time, sum(files) AS files,
    concat(CAST(min(start_time) AS varchar), ',', CAST(min(end_time - start_time) AS varchar), ',', CAST(count(*) AS varchar), ',',
      min(flags), ',', CAST(sum(missing) AS varchar), IF(sum(missing) > 0, concat(',', min(oldest_time)), '')) AS run_text
  FROM numbered
  GROUP BY acct, region, key_arn, kind, series, run
)
SELECT acct, region, IF(kind = 'file', series, key_arn) AS key_arn, IF(kind = 'file', 'digests', kind) AS kind,
  IF(kind = 'file', coalesce(array_join(array_agg(run_text ORDER BY start_time), ';'), ''), min(first_call)) AS first_call,
  min(last_call) AS last_call, IF(kind = 'file', sum(files), min(events)) AS events
FROM runs
GROUP BY acct, region, key_arn, kind, series, IF(kind = 'file', 0, run)`
}

/** The digest files of a trail in a place, in their order. Rows of calls stay apart, as no two of them are the same. */
const SERIES =
  'PARTITION BY acct, region, key_arn, kind, series ORDER BY start_time, end_time, flags, first_call, last_call, events'
