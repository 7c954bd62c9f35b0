import type { ArchiveEngine } from '../../archives/engine.ts'
import type { IndexProgress } from '../../archives/index-store/progress.ts'
import type { NamedSource } from '../../sources/load-sources.ts'
import type { Memory } from './memory.ts'
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
  const { archive, athena, lake, logs } = run.options.archives
  if (archive !== null && sources.some(({ id }) => id === 'archive')) {
    const { openLocalEngine } = await import('../../archives/index-store/local-engine.ts')
    const { processes, progress } = run.host
    const onProgress = (read: IndexProgress): void => void (progress.logFiles = read)
    const engine = await openLocalEngine({ ...archive, processes, now: run.clock.now, signal: run.signal, onProgress })
    progress.logFiles = null
    engines.set('archive', engine)
  }
  if (athena !== null && sources.some(({ id }) => id === 'athena'))
    engines.set('athena', await openAthena(run, athena, memory))
  if (lake !== null && sources.some(({ id }) => id === 'lake')) engines.set('lake', await openLake(run, lake, memory))
  if (logs !== null && sources.some(({ id }) => id === 'logs')) engines.set('logs', await openLogs(run, logs, memory))
}

/** Ends threads and queries. */
export const closeEngines = async (engines: ReadonlyMap<string, ArchiveEngine>): Promise<void> => {
  await Promise.all(Array.from(engines.values(), engine => engine.close()))
}
