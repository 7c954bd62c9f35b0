import { CRYPTO_OPERATIONS } from '../../../model/operations/crypto-operations.ts'
import type { Chunk } from './chunk.ts'
import { sqlText, sqlTexts } from './literals.ts'
import type { QueryShape } from './table-kind.ts'
import { CLOUDTRAIL, IS_TIME } from './windows.ts'

/** The columns of an answer, in their order. */
export const ANSWER_COLUMNS = ['acct', 'region', 'key_arn', 'kind', 'first_call', 'last_call', 'events'] as const

/**
 * Returns the query of a chunk. It has one row for each key and kind of call; for `days` also for each day, operation,
 * principal, service and error. A call is a JSON array, so that its parts belong together (`answer/read-row.ts` reads it).
 *
 * The text runs on Athena engine version 3 and on Trino. `resources` is an array of rows, which the two do not unnest
 * alike, so only an array of texts is unnested (trinodb/trino#3982). A ReEncrypt names both of its keys. Times are texts
 * of one form, which sort as the times do. `errorcode` is null or empty for a call that succeeded.
 */
export function chunkSql(chunk: Chunk, shape: QueryShape): string {
  const isDays = shape.detail === 'days'
  return `WITH records AS (
${shape.kind.recordsSql(chunk, shape)}
), calls AS (
  SELECT acct, region, key_arn, identity,
    ${kindOf} AS kind,
    concat(coalesce(eventtime, ''), ' ', coalesce(eventid, '')) AS position,
    json_format(CAST(ARRAY[eventtime, eventid, eventname, principal, service, coalesce(errorcode, IF(dry_run = 'true', ${DRY_RUN})), parameters, response] AS json)) AS call
  FROM records CROSS JOIN UNNEST(IF(coalesce(cardinality(keys), 0) = 0, ARRAY[''], keys)) AS named(key_arn)
  WHERE key_arn = '' OR (split_part(key_arn, ':', 4) = region AND split_part(key_arn, ':', 5) = acct)
)
SELECT acct, region, key_arn, kind,
  min_by(call, position) AS first_call, max_by(call, position) AS last_call,
  ${isDays ? 'count(DISTINCT identity)' : 'count(*)'} AS events
FROM calls
WHERE kind <> 'nothing'${isDays ? '' : " AND kind <> 'failed'"}
GROUP BY acct, region, key_arn, kind, IF(kind = 'trail', call)${
    isDays
      ? `,
  ${DAY_GROUPS}`
      : ''
  }`
}

const DRY_RUN = sqlText('DryRunOperationException')

/** `odd`: it may be a use, but is not understood. */
const kindOf = `CASE
      WHEN eventsource = ${CLOUDTRAIL} THEN 'trail'
      WHEN errorcode IN ('DisabledException', 'KMSInvalidStateException') AND eventname IN (${sqlTexts(CRYPTO_OPERATIONS)}) AND key_arn <> '' THEN 'refused'
      WHEN errorcode IS NOT NULL OR dry_run = 'true' THEN IF(key_arn <> '' AND eventname IN (${sqlTexts(CRYPTO_OPERATIONS)}), 'failed', 'nothing')
      WHEN key_arn = '' OR coalesce(dry_run, 'false') NOT IN ('false', 'null') OR NOT ${IS_TIME} THEN 'odd'
      WHEN eventname = 'GetPublicKey' THEN 'public-key-read'
      WHEN eventname = 'DisableKey' THEN 'disabled'
      WHEN eventname IN (${sqlTexts(CRYPTO_OPERATIONS)}) THEN 'use'
      ELSE 'odd' END`

/** The parts of a call by which days are counted: its day, operation, principal, service and error. */
const DAY_GROUPS = `json_extract_scalar(call, '$[2]'), json_extract_scalar(call, '$[3]'), json_extract_scalar(call, '$[4]'),
  json_extract_scalar(call, '$[5]'), substr(json_extract_scalar(call, '$[0]'), 1, 10)`
