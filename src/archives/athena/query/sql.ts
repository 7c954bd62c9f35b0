import { CRYPTO_OPERATIONS } from '../../../model/operations/crypto-operations.ts'
import { MANAGEMENT_OPERATIONS } from '../../../model/operations/management-operations.ts'
import type { ArchiveQuestion } from '../../../model/archive/archive-question.ts'
import type { Chunk } from './chunk.ts'
import type { OptionalColumn } from './columns.ts'
import { partitionDay, sqlName, sqlText, sqlTexts, sqlTime } from './literals.ts'

/** What the SQL depends on, besides the chunk. */
export interface QueryShape {
  database: string
  table: string
  /** Which of these the table has. */
  columns: ReadonlySet<OptionalColumn>
  detail: ArchiveQuestion['detail']
}

/** The columns of an answer, in their order. */
export const ANSWER_COLUMNS = ['acct', 'region', 'key_arn', 'kind', 'first_call', 'last_call', 'events'] as const

/**
 * Returns the query of a chunk. It has one row for each key and kind of call; for `days` also for each day, operation,
 * principal, service and error. A call is a JSON array, so that its parts belong together (`answer-row.ts` reads it).
 *
 * The text runs on Athena engine version 3 and on Trino. `resources` is an array of rows, which the two do not unnest
 * alike, so only an array of texts is unnested (trinodb/trino#3982). A ReEncrypt names both of its keys. Times are texts
 * of one form, which sort as the times do. `errorcode` is null or empty for a call that succeeded.
 */
export function chunkSql(chunk: Chunk, shape: QueryShape): string {
  const isDays = shape.detail === 'days'
  return `WITH records AS (
  SELECT acct, region, eventtime, eventsource, eventname, eventid,
    nullif(errorcode, '') AS errorcode,
    ${identity(shape.columns)} AS identity,
    coalesce(useridentity.sessioncontext.sessionissuer.arn, useridentity.arn) AS principal,
    nullif(useridentity.invokedby, '') AS service,
    json_format(json_extract(requestparameters, '$.dryRun')) AS dry_run,
    IF(eventsource = ${CLOUDTRAIL}, requestparameters) AS parameters,
    ${shape.columns.has('responseelements') ? `IF(eventsource = ${CLOUDTRAIL}, responseelements)` : 'CAST(NULL AS varchar)'} AS response,
    IF(eventsource = ${KMS}, array_distinct(filter(transform(resources, r -> r.arn), arn -> arn LIKE 'arn:%:kms:%:key/%'))) AS keys
  FROM ${sqlName(shape.database)}.${sqlName(shape.table)}
  WHERE ${partitions(chunk)}
    AND ((eventsource = ${KMS} AND eventname NOT IN (${sqlTexts(SILENT_OPERATIONS)}))
      OR (eventsource = ${CLOUDTRAIL} AND eventname IN (${sqlTexts(TRAIL_OPERATIONS)}) AND coalesce(errorcode, '') = ''))
    AND (${windows(chunk)}
      OR NOT ${isTime})
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

const KMS = sqlText('kms.amazonaws.com')
const CLOUDTRAIL = sqlText('cloudtrail.amazonaws.com')
const DRY_RUN = sqlText('DryRunOperationException')

/** The operations that change what a trail records. */
export const TRAIL_OPERATIONS = [
  'CreateTrail',
  'DeleteTrail',
  'PutEventSelectors',
  'StartLogging',
  'StopLogging',
  'UpdateTrail',
] as const

/** Says something about use, without being one. */
const INFORMATIVE = ['DisableKey', 'GetPublicKey']

/** The operations that say nothing about use. One that is unknown to this version may be a use. */
const SILENT_OPERATIONS = [...MANAGEMENT_OPERATIONS].filter(operation => !INFORMATIVE.includes(operation))

/** An event that reached two accounts has one shared id; a record that was delivered again names the one it replaces. */
const identity = (columns: QueryShape['columns']): string => {
  const ids = [
    ...(columns.has('sharedeventid') ? ["nullif(sharedeventid, '')"] : []),
    ...(columns.has('addendum') ? ["nullif(addendum.originaleventid, '')"] : []),
    'eventid',
  ]
  return ids.length === 1 ? 'eventid' : `coalesce(${ids.join(', ')})`
}

const partitions = ({ accounts, regions, since, deliveredUntil, without }: Chunk): string =>
  `acct IN (${sqlTexts(accounts)}) AND region IN (${sqlTexts(regions)})
    AND day BETWEEN ${sqlText(partitionDay(since))} AND ${sqlText(partitionDay(deliveredUntil))}${
      without.length === 0 ? '' : `\n    AND "$path" NOT IN (${sqlTexts(without)})`
    }`

/** Which events count, by their time and the day of their delivery. */
function windows({ since, until, reach, late, isLast }: Chunk): string {
  const alternatives = [`eventtime >= ${sqlTime(since)} AND eventtime < ${sqlTime(until)}`]
  const shared = sqlText(partitionDay(until))
  if (late !== null)
    alternatives.push(
      `eventtime >= ${sqlTime(late.from)} AND eventtime < ${sqlTime(since)}${isLast ? '' : ` AND day < ${shared}`}` +
        ` AND (day > ${sqlText(partitionDay(since))} OR eventtime < ${sqlTime(late.reached)})`,
    )
  if (reach < since)
    alternatives.push(`eventtime >= ${sqlTime(reach)} AND eventtime < ${sqlTime(since)} AND day = ${shared}`)
  return alternatives.map(each => `(${each})`).join('\n      OR ')
}

const isTime = String.raw`regexp_like(coalesce(eventtime, ''), '^\d{4}-\d{2}-\d{2}T\d{2}:\d{2}:\d{2}Z$')`

/** `odd`: it may be a use, but is not understood. */
const kindOf = `CASE
      WHEN eventsource = ${CLOUDTRAIL} THEN 'trail'
      WHEN errorcode IN ('DisabledException', 'KMSInvalidStateException') AND eventname IN (${sqlTexts(CRYPTO_OPERATIONS)}) AND key_arn <> '' THEN 'refused'
      WHEN errorcode IS NOT NULL OR dry_run = 'true' THEN IF(key_arn <> '' AND eventname IN (${sqlTexts(CRYPTO_OPERATIONS)}), 'failed', 'nothing')
      WHEN key_arn = '' OR coalesce(dry_run, 'false') NOT IN ('false', 'null') OR NOT ${isTime} THEN 'odd'
      WHEN eventname = 'GetPublicKey' THEN 'public-key-read'
      WHEN eventname = 'DisableKey' THEN 'disabled'
      WHEN eventname IN (${sqlTexts(CRYPTO_OPERATIONS)}) THEN 'use'
      ELSE 'odd' END`

/** The parts of a call by which days are counted: its day, operation, principal, service and error. */
const DAY_GROUPS = `json_extract_scalar(call, '$[2]'), json_extract_scalar(call, '$[3]'), json_extract_scalar(call, '$[4]'),
  json_extract_scalar(call, '$[5]'), substr(json_extract_scalar(call, '$[0]'), 1, 10)`
