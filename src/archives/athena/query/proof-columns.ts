import { CRYPTO_OPERATIONS } from '../../../model/operations/crypto-operations.ts'
import { PROOF_COLUMNS } from './columns.ts'
import { sqlTexts } from './literals.ts'
import { IS_TIME, KMS } from './windows.ts'

/**
 * What each record of a log file says about the file itself: its name, whether the question is about the record, and
 * whether the record proves that uses of keys, or writes, are recorded. The same rules as `records/read-records.ts`.
 *
 * @param events the condition for records that the question is about
 */
export const proofColumns = (events: string, columns: ReadonlySet<string>): string =>
  `${fileName('"$path"')} AS file,
    coalesce(${events}, false) AS is_asked,
    coalesce(eventsource = ${KMS} AND eventname IN (${sqlTexts(CRYPTO_OPERATIONS)}) AND nullif(errorcode, '') IS NULL
      AND coalesce(json_format(json_extract(requestparameters, '$.dryRun')), 'false') IN ('false', 'null') AND ${IS_TIME}
      AND any_match(resources, r -> r.arn LIKE 'arn:%:kms:%:key/%'), false) AS is_use,
    ${isWrite(columns)} AS is_write`

/** The last part of an address, without `.gz`: CloudTrail never uses a name twice, and a copy may be unpacked. */
export const fileName = (path: string): string =>
  `regexp_replace(element_at(split(${path}, '/'), -1), '\\.(gz|zst)$', '')`

/** Only management events count: a trail that records writes of data events alone does not record its own changes. */
const isWrite = (columns: ReadonlySet<string>): string =>
  PROOF_COLUMNS.every(name => columns.has(name))
    ? "coalesce(CAST(readonly AS varchar) = 'false' AND eventcategory = 'Management', false)"
    : 'false'
