import type { PlaceClient } from '../../aws/session/place-client.ts'
import type { AthenaTable } from '../../model/options/athena-table.ts'
import { checkTable } from './check/check-table.ts'
import { checkWorkgroup } from './check/check-workgroup.ts'
import type { ArchivePlace } from '../archive-place.ts'
import { type AthenaEstimate, brokenLimits, estimateOf } from './plan/estimate.ts'
import { estimateNote } from './plan/estimate-note.ts'
import { planTable } from './plan/plan-table.ts'
import { windowIn } from './plan/window.ts'
import { DIGEST_TABLE } from './query/digest-table.ts'
import { chunkSql } from './query/sql.ts'
import { TRAIL_TABLE } from './query/trail-table.ts'

/**
 * Estimates the queries that search a table for the last uses in all its time. Lists the log files of some days, and
 * runs no query.
 *
 * @throws AuditError if the table cannot answer, or the workgroup cannot run queries
 */
export async function estimateTable(
  client: PlaceClient,
  table: AthenaTable,
  places: readonly ArchivePlace[],
): Promise<{ estimate: AthenaEstimate; note: string }> {
  const { digests } = table
  const [shape, ofDigests] = await Promise.all([
    checkTable(client, table, TRAIL_TABLE),
    digests === null ? null : checkTable(client, table, DIGEST_TABLE, digests),
    checkWorkgroup(client, table),
  ])
  const window = windowIn(
    shape.since ?? TRAIL_TABLE.earliest,
    { since: 0, until: client.now },
    shape.until ?? client.now,
  )
  const { chunks, sampled } = await planTable(client, { shape, digests: ofDigests, places, window })
  const query = { kind: TRAIL_TABLE, ...table, columns: shape.columns, detail: 'last-use' as const }
  const tables = digests === null ? 1 : 2
  const broken = chunks.flatMap(chunk => brokenLimits(chunk, chunkSql(chunk, query), sampled.sizes, tables))
  const estimate = estimateOf(chunks, sampled.sizes, tables)
  return { estimate, note: estimateNote(estimate, sampled, [...new Set(broken)], digests !== null) }
}
