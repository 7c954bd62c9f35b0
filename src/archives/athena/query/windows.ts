import { MANAGEMENT_OPERATIONS } from '../../../model/operations/management-operations.ts'
import { TRAIL_CHANGES } from '../../records/trail-change.ts'
import type { Chunk } from './chunk.ts'
import { partitionDay, sqlText, sqlTexts, sqlTime } from './literals.ts'

export const KMS = sqlText('kms.amazonaws.com')
export const CLOUDTRAIL = sqlText('cloudtrail.amazonaws.com')

/** Says something about use, without being one. */
const INFORMATIVE = ['DisableKey', 'GetPublicKey']

/** The operations that say nothing about use. One that is unknown to this version may be a use. */
export const SILENT_OPERATIONS = [...MANAGEMENT_OPERATIONS].filter(operation => !INFORMATIVE.includes(operation))

/**
 * Which events count, by their service, operation, time and day of delivery. Columns have the names of the table. A record
 * without a service or a name, or of a service that this version does not know, may be about a key.
 */
export const eventsSql = (chunk: Chunk): string =>
  `((eventsource = ${KMS} AND coalesce(eventname, '') NOT IN (${sqlTexts(SILENT_OPERATIONS)}))
      OR (eventsource = ${CLOUDTRAIL} AND coalesce(eventname, '') IN ('', ${sqlTexts([...TRAIL_CHANGES])}) AND coalesce(errorcode, '') = '')
      OR (${IS_UNKNOWN_SERVICE}))
    AND (${windows(chunk)}
      OR NOT ${IS_TIME})`

/** As in `records/read-records.ts`. */
export const IS_UNKNOWN_SERVICE = `coalesce(eventsource, '') = '' OR (eventsource <> ${KMS} AND lower(eventsource) LIKE 'kms.%')`

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

/** The form of every time that CloudTrail writes. */
export const IS_TIME = String.raw`regexp_like(coalesce(eventtime, ''), '^\d{4}-\d{2}-\d{2}T\d{2}:\d{2}:\d{2}Z$')`
