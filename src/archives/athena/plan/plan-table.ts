import type { PlaceClient } from '../../../aws/session/place-client.ts'
import type { Instant } from '../../../model/time.ts'
import type { TableShape } from '../check/table-shape.ts'
import { layoutOf } from '../ddl/trail-layout.ts'
import type { Chunk } from '../query/chunk.ts'
import type { ArchivePlace } from './archive-place.ts'
import { planChunks } from './chunks.ts'
import { PlaceSizes } from './place-size.ts'
import { type SampledSizes, sampleSizes } from './sample-sizes.ts'

export interface TablePlan {
  chunks: readonly Chunk[]
  sampled: SampledSizes
}

/** What is planned: whole days of these places. */
interface PlanTask {
  shape: Pick<TableShape, 'template'>
  places: readonly ArchivePlace[]
  window: { since: Instant; until: Instant }
}

/** Plans the queries over a table, by the size of its files where they can be listed. */
export async function planTable(client: PlaceClient, { shape, places, window }: PlanTask): Promise<TablePlan> {
  const layout = shape.template === null ? null : layoutOf(shape.template)
  const sampled =
    layout === null
      ? { sizes: new PlaceSizes(), places: 0, days: 0, failure: null }
      : await sampleSizes(client, layout, places, window)
  const { sizes } = sampled
  const chunks = planChunks({ places, ...window, now: client.now, ...(sizes.known > 0 && { sizes }) })
  return { chunks, sampled }
}
