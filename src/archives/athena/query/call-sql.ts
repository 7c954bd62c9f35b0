import { CRYPTO_OPERATIONS } from '../../../model/operations/crypto-operations.ts'
import { DRY_RUN_ERROR } from '../../../model/operations/dry-run-error.ts'
import { STATE_ERRORS } from '../../../model/operations/state-errors.ts'
import { sqlText, sqlTexts } from './literals.ts'
import type { QueryShape } from './table-kind.ts'
import { CLOUDTRAIL, IS_TIME, IS_UNKNOWN_SERVICE } from './windows.ts'

const DRY_RUN = sqlText(DRY_RUN_ERROR)

/** What a call is; see `KINDS`. `odd`: it may be a use, but is not understood. */
export const KIND = `CASE
      WHEN eventsource = ${CLOUDTRAIL} THEN 'trail'
      WHEN ${IS_UNKNOWN_SERVICE} THEN 'odd'
      WHEN errorcode IN (${sqlTexts(STATE_ERRORS)}) AND eventname IN (${sqlTexts(CRYPTO_OPERATIONS)}) AND key_arn <> '' THEN 'refused'
      WHEN errorcode IS NOT NULL OR dry_run = 'true' THEN IF(key_arn <> '' AND eventname IN (${sqlTexts(CRYPTO_OPERATIONS)}), 'failed', 'nothing')
      WHEN key_arn = '' OR coalesce(dry_run, 'false') NOT IN ('false', 'null') OR NOT ${IS_TIME} THEN 'odd'
      WHEN eventname = 'GetPublicKey' THEN 'public-key-read'
      WHEN eventname = 'DisableKey' THEN 'disabled'
      WHEN eventname IN (${sqlTexts(CRYPTO_OPERATIONS)}) THEN 'use'
      ELSE 'odd' END`

/** The keys of a record; one empty text if it names none. */
export const KEYS = "IF(coalesce(cardinality(keys), 0) = 0, ARRAY[''], keys)"

/** Whether the key belongs to the place: the log of a caller also has calls about keys of other accounts. */
export const IS_OWNED = "split_part(key_arn, ':', 4) = region AND split_part(key_arn, ':', 5) = acct"

/** Orders calls by time, and by event id within a second. */
export const POSITION = "concat(coalesce(eventtime, ''), ' ', coalesce(eventid, ''))"

/** A call as one text: a JSON array. */
export const CALL = `json_format(CAST(ARRAY[eventtime, eventid, eventname, principal, service, coalesce(errorcode, IF(dry_run = 'true', ${DRY_RUN})), parameters, response] AS json))`

/** The calls that make a row, and how many events they are. */
export const callsIn = (
  isDays: boolean,
): string => `min_by(call, position) AS first_call, max_by(call, position) AS last_call,
  ${isDays ? 'count(DISTINCT identity)' : 'count(*)'} AS events`

/** The condition for rows that count. A record that is not understood counts for any key: it puts its time in doubt. */
export const countedKinds = ({ detail, keys }: Pick<QueryShape, 'detail' | 'keys'>): string =>
  `kind <> 'nothing'${detail === 'days' ? '' : " AND kind <> 'failed'"}${
    keys === undefined ? '' : `\n  AND (key_arn IN (${sqlTexts(keys)}) OR kind IN ('odd', 'trail', 'file'))`
  }`

/** Calls of a key and kind that are in one row: each change of a trail has its own. */
export const callGroups = (isDays: boolean): string => `IF(kind = 'trail', call)${isDays ? `,\n  ${DAY_GROUPS}` : ''}`

/** The parts of a call by which days are counted: its day, operation, principal, service and error. */
const DAY_GROUPS = `json_extract_scalar(call, '$[2]'), json_extract_scalar(call, '$[3]'), json_extract_scalar(call, '$[4]'),
  json_extract_scalar(call, '$[5]'), substr(json_extract_scalar(call, '$[0]'), 1, 10)`
