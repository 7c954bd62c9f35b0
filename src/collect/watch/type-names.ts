import { dependents } from '../../dependents/index.ts'
import type { Dependent } from '../../dependents/dependent.ts'
import { load } from '../../lib/registry.ts'
import { type DependentTypeRecord, SERVICE_GRANT } from '../../model/dependents.ts'
import type { WatchTarget } from '../../model/retirement/watch-reading.ts'

/** Loads the names of the types that are searched again, and of those whose resources fail silently. */
export async function typeNamesOf(
  targets: readonly WatchTarget[],
  searched: readonly string[],
): Promise<ReadonlyMap<string, DependentTypeRecord>> {
  const silent = targets.flatMap(({ silentDependents }) => silentDependents.map(({ type }) => type))
  const ids = [...new Set([...silent, ...searched])].filter(id => Object.hasOwn(dependents, id))
  const named = await Promise.all(
    ids.map(async id => {
      const { singular, plural } = await load<Dependent>(dependents, id)
      return [id, { id, singular, plural }] as const
    }),
  )
  return new Map([[SERVICE_GRANT.id, SERVICE_GRANT], ...named])
}
