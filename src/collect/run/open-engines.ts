import type { ArchiveEngine } from '../../archives/engine.ts'
import { type ArchiveId, archiveIds, archives } from '../../archives/registry.ts'
import type { ArchiveOptions } from '../../model/options/archive-options.ts'
import type { OpenArchive } from '../../sources/archive/read-archived-activity.ts'
import type { NamedSource } from '../../sources/load-sources.ts'
import { archiveRunOf } from './archive-run.ts'
import { type Memory, NO_MEMORY } from './memory.ts'
import { requireArchived } from './require-archived.ts'
import type { EnteredRun } from './run.ts'

/** The open archives, by the ID of the source that asks each of them. */
export type Engines = ReadonlyMap<ArchiveId, ArchiveEngine>

/** The sources to ask, and the archives that some of them search. */
export interface AskedSources {
  sources: readonly NamedSource[]
  engines: Engines
}

/**
 * Opens the archives that the sources search. If one of them is not usable, closes the others and throws an
 * `AuditError`.
 */
export async function openEngines(run: EnteredRun, sources: readonly NamedSource[], memory: Memory): Promise<Engines> {
  const engines = new Map<ArchiveId, ArchiveEngine>()
  try {
    for (const id of archiveIds) {
      const engine = sources.some(source => source.id === id) ? await openEngine(run, id, memory) : null
      if (engine === null) continue
      engines.set(id, engine)
      requireArchived(engine, archiveRunOf(run, id, memory).places)
    }
  } catch (error) {
    await closeEngines(engines)
    throw error
  }
  return engines
}

/** Null: the archive was not named. */
async function openEngine<Id extends ArchiveId>(
  run: EnteredRun,
  id: Id,
  memory: Memory,
): Promise<ArchiveEngine | null> {
  const option: ArchiveOptions[Id] = run.options.archives[id]
  return option === null ? null : archives[id].open(archiveRunOf(run, id, memory), option)
}

/**
 * Opens the one archive that a command reads in place of event history. Null: none was named. Throws an `AuditError` if
 * it is not usable.
 */
export async function openNamedArchive(run: EnteredRun): Promise<OpenArchive | null> {
  for (const id of archiveIds) {
    const engine = await openEngine(run, id, NO_MEMORY)
    if (engine !== null) return { id, engine }
  }
  return null
}

/** Ends threads and queries. */
export const closeEngines = async (engines: Engines): Promise<void> => {
  await Promise.all(Array.from(engines.values(), engine => engine.close()))
}
