import type { ArchiveEstimate } from '../../archives/archive.ts'
import { type ArchiveId, archiveIds, archives } from '../../archives/registry.ts'
import type { ArchiveOptions } from '../../model/options/archive-options.ts'
import type { NamedSource } from '../../sources/load-sources.ts'
import { archiveRunOf } from '../run/archive-run.ts'
import { NO_MEMORY } from '../run/memory.ts'
import type { EnteredRun } from '../run/run.ts'
import type { Plan } from './plan.ts'

/** Adds what the archives that the sources search take and cost. Searches none of them. */
export async function withArchives(plan: Plan, run: EnteredRun, sources: readonly NamedSource[]): Promise<Plan> {
  let whole = plan
  for (const id of archiveIds) {
    const estimate = sources.some(source => source.id === id) ? await estimateOf(run, id) : null
    if (estimate !== null) whole = withEstimate(whole, estimate)
  }
  return whole
}

/** Null: the archive was not named. */
async function estimateOf<Id extends ArchiveId>(run: EnteredRun, id: Id): Promise<ArchiveEstimate | null> {
  const option: ArchiveOptions[Id] = run.options.archives[id]
  return option === null ? null : archives[id].estimate(archiveRunOf(run, id, NO_MEMORY), option)
}

/** Archives are searched side by side with the calls, so the slowest of them decides. */
const withEstimate = (plan: Plan, { time, dollars, notes }: ArchiveEstimate): Plan => ({
  ...plan,
  ...(time !== null && time.seconds > plan.seconds && { seconds: time.seconds, timeIsFor: time.isFor }),
  dollars: new Map([...plan.dollars, ...dollars]),
  notes: [...plan.notes, ...notes],
})
