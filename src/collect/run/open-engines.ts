import type { ArchiveEngine } from '../../archives/engine.ts'
import type { IndexProgress } from '../../archives/index-store/progress.ts'
import { TRAIL_ARCHIVE } from '../../model/gap.ts'
import type { ArchiveOptions, LocalArchive } from '../../model/options/archive-options.ts'
import type { OpenArchive } from '../../sources/archive/read-archived-activity.ts'
import type { NamedSource } from '../../sources/load-sources.ts'
import { type Memory, NO_MEMORY } from './memory.ts'
import { openAthena, openLake } from './open-athena.ts'
import { openLogs } from './open-logs.ts'
import type { EnteredRun } from './run.ts'

/** The sources to ask, and the archives that some of them search, by the ID of the source. */
export interface AskedSources {
  sources: readonly NamedSource[]
  engines: ReadonlyMap<string, ArchiveEngine>
}

/**
 * Opens the archives that the sources search, by the ID of the source. Throws an `AuditError` for one that is not usable;
 * those that were open are closed then.
 */
export async function openEngines(
  run: EnteredRun,
  sources: readonly NamedSource[],
  memory: Memory,
): Promise<Map<string, ArchiveEngine>> {
  const engines = new Map<string, ArchiveEngine>()
  try {
    await openInto(engines, run, sources, memory)
  } catch (error) {
    await closeEngines(engines)
    throw error
  }
  return engines
}

async function openInto(
  engines: Map<string, ArchiveEngine>,
  run: EnteredRun,
  sources: readonly NamedSource[],
  memory: Memory,
): Promise<void> {
  for (const id of ARCHIVE_IDS) {
    const engine = sources.some(source => source.id === id) ? await openEngine(run, id, memory) : null
    if (engine !== null) engines.set(id, engine)
  }
}

type ArchiveId = keyof ArchiveOptions

/** How each archive is opened, and the operation by which gaps name it. */
type Archives = {
  [Id in ArchiveId]: {
    operation: string
    open(run: EnteredRun, option: NonNullable<ArchiveOptions[Id]>, memory: Memory): Promise<ArchiveEngine>
  }
}

const ARCHIVES: Archives = {
  archive: { operation: TRAIL_ARCHIVE, open: openLocal },
  athena: { operation: 'athena:StartQueryExecution', open: openAthena },
  lake: { operation: 'cloudtrail:StartQuery', open: openLake },
  logs: { operation: 'logs:StartQuery', open: openLogs },
}

const ARCHIVE_IDS = Object.keys(ARCHIVES) as ArchiveId[]

/** Null: the archive was not named. */
async function openEngine<Id extends ArchiveId>(
  run: EnteredRun,
  id: Id,
  memory: Memory,
): Promise<ArchiveEngine | null> {
  const option: ArchiveOptions[Id] = run.options.archives[id]
  return option === null ? null : ARCHIVES[id].open(run, option, memory)
}

async function openLocal(run: EnteredRun, archive: LocalArchive): Promise<ArchiveEngine> {
  if (run.host.sampleArchive !== undefined) return run.host.sampleArchive
  const { openLocalEngine } = await import('../../archives/index-store/local-engine.ts')
  const { processes, progress } = run.host
  const onProgress = (read: IndexProgress): void => void (progress.logFiles = read)
  const engine = await openLocalEngine({ ...archive, processes, now: run.clock.now, signal: run.signal, onProgress })
  progress.logFiles = null
  return engine
}

/**
 * Opens the one archive that a command reads in place of event history. Null: none was named. Throws an `AuditError` if
 * it is not usable.
 */
export async function openNamedArchive(run: EnteredRun): Promise<OpenArchive | null> {
  for (const id of ARCHIVE_IDS) {
    const engine = await openEngine(run, id, NO_MEMORY)
    if (engine !== null) return { id, engine, operation: ARCHIVES[id].operation }
  }
  return null
}

/** Ends threads and queries. */
export const closeEngines = async (engines: ReadonlyMap<string, ArchiveEngine>): Promise<void> => {
  await Promise.all(Array.from(engines.values(), engine => engine.close()))
}
