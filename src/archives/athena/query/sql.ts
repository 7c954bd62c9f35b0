import { callGroups, CALL, callsIn, countedKinds, IS_OWNED, KEYS, KIND, POSITION } from './call-sql.ts'
import type { Chunk } from './chunk.ts'
import { provedSql } from './proved-sql.ts'
import type { QueryShape } from './table-kind.ts'

/** The columns of an answer, in their order. */
export const ANSWER_COLUMNS = ['acct', 'region', 'key_arn', 'kind', 'first_call', 'last_call', 'events'] as const

/**
 * Returns the query of a chunk. It has one row for each key and kind of call; for `days` also for each day, operation,
 * principal, service and error. A call is a JSON array, so that its parts belong together (`answer/read-row.ts` reads it).
 * With digest files, it also has one row for each trail of a place (`answer/digest-runs.ts` reads it).
 *
 * The text runs on Athena engine version 3 and on Trino. `resources` is an array of rows, which the two do not unnest
 * alike, so only an array of texts is unnested (trinodb/trino#3982). A ReEncrypt names both of its keys. Times are texts
 * of one form, which sort as the times do. `errorcode` is null or empty for a call that succeeded.
 */
export function chunkSql(chunk: Chunk, { keys, ...all }: QueryShape): string {
  const named = keys === undefined ? null : sqlOf(chunk, { ...all, keys })
  return named === null || named.length > all.kind.mostCharacters ? sqlOf(chunk, all) : named
}

function sqlOf(chunk: Chunk, shape: QueryShape): string {
  const { digests, detail } = shape
  if (digests !== null && chunk.isUnproven !== true) return provedSql(chunk, { ...shape, digests })
  const isDays = detail === 'days'
  return `WITH records AS (
${shape.kind.recordsSql(chunk, shape)}
), calls AS (
  SELECT acct, region, key_arn, identity,
    ${KIND} AS kind,
    ${POSITION} AS position,
    ${CALL} AS call
  FROM records CROSS JOIN UNNEST(${KEYS}) AS named(key_arn)
  WHERE key_arn = '' OR (${IS_OWNED})
)
SELECT acct, region, key_arn, kind,
  ${callsIn(isDays)}
FROM calls
WHERE ${countedKinds(shape)}
GROUP BY acct, region, key_arn, kind, ${callGroups(isDays)}`
}
