import type { ArchiveEngine } from '../../archives/engine.ts'
import type { IndexProgress } from '../../archives/index-store/progress.ts'
import { TRAIL_ARCHIVE } from '../../model/gap.ts'
import type { ArchiveOptions } from '../../model/options/archive-options.ts'
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
  for (const id of ARCHIVES)
    if (run.options.archives[id] !== null && sources.some(source => source.id === id))
      engines.set(id, await openEngine(run, id, memory))
}

type ArchiveId = keyof ArchiveOptions

const ARCHIVES: readonly ArchiveId[] = ['archive', 'athena', 'lake', 'logs']

async function openEngine(run: EnteredRun, id: ArchiveId, memory: Memory): Promise<ArchiveEngine> {
  const { archive, athena, lake, logs } = run.options.archives
  if (id === 'athena' && athena !== null) return openAthena(run, athena, memory)
  if (id === 'lake' && lake !== null) return openLake(run, lake, memory)
  if (id === 'logs' && logs !== null) return openLogs(run, logs, memory)
  if (run.host.sampleArchive !== undefined) return run.host.sampleArchive
  const { openLocalEngine } = await import('../../archives/index-store/local-engine.ts')
  const { processes, progress } = run.host
  const onProgress = (read: IndexProgress): void => void (progress.logFiles = read)
  const settings = { ...(archive ?? { trees: [], index: null }), processes, now: run.clock.now, signal: run.signal }
  const engine = await openLocalEngine({ ...settings, onProgress })
  progress.logFiles = null
  return engine
}

/**
 * Opens the one archive that a command reads in place of event history. Null: none was named. Throws an `AuditError` if
 * it is not usable.
 */
export async function openNamedArchive(run: EnteredRun): Promise<OpenArchive | null> {
  const id = ARCHIVES.find(each => run.options.archives[each] !== null)
  return id === undefined ? null : { id, engine: await openEngine(run, id, NO_MEMORY), operation: GAP_OPERATIONS[id] }
}

const GAP_OPERATIONS: Readonly<Record<ArchiveId, string>> = {
  archive: TRAIL_ARCHIVE,
  athena: 'athena:StartQueryExecution',
  lake: 'cloudtrail:StartQuery',
  logs: 'logs:StartQuery',
}

/** Ends threads and queries. */
export const closeEngines = async (engines: ReadonlyMap<string, ArchiveEngine>): Promise<void> => {
  await Promise.all(Array.from(engines.values(), engine => engine.close()))
}
