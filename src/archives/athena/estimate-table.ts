import type { PlaceClient } from '../../aws/session/place-client.ts'
import { bytesText } from '../../lib/text/bytes-text.ts'
import { countNoun, countText } from '../../lib/text/numbers.ts'
import type { AthenaTable } from '../../model/options/athena-table.ts'
import { checkTable } from './check/check-table.ts'
import { checkWorkgroup } from './check/check-workgroup.ts'
import type { ArchivePlace } from './plan/archive-place.ts'
import { type AthenaEstimate, estimateOf } from './plan/estimate.ts'
import { planTable } from './plan/plan-table.ts'
import type { SampledSizes } from './plan/sample-sizes.ts'
import { windowIn } from './plan/window.ts'
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
  const [shape] = await Promise.all([checkTable(client, table, TRAIL_TABLE), checkWorkgroup(client, table)])
  const window = windowIn(shape.since ?? TRAIL_TABLE.earliest, { since: 0, until: client.now }, client.now)
  const { chunks, sampled } = await planTable(client, { shape, places, window })
  const estimate = estimateOf(chunks, sampled.sizes)
  return { estimate, note: noteOf(estimate, sampled) }
}

function noteOf({ queries, files, bytes }: AthenaEstimate, { days, failure }: SampledSizes): string {
  const asked = `Athena: ${countText(queries)} ${queries === 1 ? 'query' : 'queries'}`
  if (files === null || bytes === null) {
    const why = failure === null ? '' : `: ${failure.why}`
    return `${asked}; the log files could not be listed, so their size is not known${why}.`
  }
  return (
    `${asked} over about ${bytesText(bytes)} in ${countText(files)} log files, by the size of ${countNoun(days, 'day')} ` +
    'of an account and Region. S3 bills the requests for these files besides.'
  )
}
