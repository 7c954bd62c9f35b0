import type { PlaceClient } from '../../../aws/session/place-client.ts'
import type { Instant } from '../../../model/time.ts'
import type { TableShape } from '../check/table-shape.ts'
import { layoutOf } from '../ddl/trail-layout.ts'
import type { Chunk } from '../query/chunk.ts'
import type { ArchivePlace } from '../../archive-place.ts'
import type { FileKind } from '../../day-folder.ts'
import { planChunks } from './chunks.ts'
import { PlaceSizes } from './place-size.ts'
import { type FileLayout, type SampledSizes, sampleSizes } from './sample-sizes.ts'

export interface TablePlan {
  chunks: readonly Chunk[]
  sampled: SampledSizes
}

/** What is planned: whole days of these places. */
interface PlanTask {
  shape: Pick<TableShape, 'template'>
  /** The table over digest files. Null: none is read. */
  digests: Pick<TableShape, 'template'> | null
  places: readonly ArchivePlace[]
  window: { since: Instant; until: Instant }
}

/** Plans the queries over a table, by the size of its files where they can be listed. */
export async function planTable(client: PlaceClient, { shape, digests, places, window }: PlanTask): Promise<TablePlan> {
  const logs = layoutIn(shape, 'CloudTrail')
  const besides = digests === null ? null : layoutIn(digests, 'CloudTrail-Digest')
  const layouts = [logs, besides].flatMap(layout => layout ?? [])
  const sampled =
    logs === null || (digests !== null && besides === null)
      ? { sizes: new PlaceSizes(), places: 0, days: 0, failure: null }
      : await sampleSizes(client, layouts, places, window)
  const { sizes } = sampled
  const tables = digests === null ? 1 : 2
  const chunks = planChunks({ places, ...window, now: client.now, tables, ...(sizes.known > 0 && { sizes }) })
  return { chunks, sampled }
}

function layoutIn({ template }: Pick<TableShape, 'template'>, kind: FileKind): FileLayout | null {
  const layout = template === null ? null : layoutOf(template)
  return layout === null ? null : { ...layout, kind }
}
