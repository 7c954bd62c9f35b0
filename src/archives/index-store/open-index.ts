import type { ProcessTable } from '../../lib/files/file-lock.ts'
import { AuditError } from '../../lib/process/exit.ts'
import { joinWithAnd } from '../../lib/text/lists.ts'
import type { Instant } from '../../model/time.ts'
import type { ArchiveListing } from '../local/list-archive.ts'
import { addCommand } from './add-command.ts'
import { noIndex } from './index-errors.ts'
import { IndexStore } from './index-store.ts'
import { listTrees } from './list-trees.ts'
import { type IndexProgress, noProgress } from './progress.ts'
import { removeTemporaryIndex, temporaryIndex } from './temporary-index.ts'
import { placesOf } from './trace-reader.ts'
import { updateIndex, type UpdateSettings } from './update-index.ts'

export interface LocalArchiveSettings extends UpdateSettings {
  /** Folders with log files. Empty: only what the index holds. */
  trees: readonly string[]
  /** Folders with log files that the user named but that are not read now, for hints. */
  unreadTrees?: readonly string[]
  /** The folder of the index. Null: a temporary folder, which `close` removes. */
  index: string | null
  processes: ProcessTable
  /** The time that a new index says it was created at. */
  now: Instant
  /** Whether accounts may be added to an index of others. Left out: an index of other accounts is refused. */
  mayAddAccounts?: boolean
}

export interface OpenIndex {
  store: IndexStore
  /** What was read just now. */
  added: IndexProgress
  /** Folders and files of the archive that could not be listed. */
  unreadable: ArchiveListing['unreadable']
  close(): void
}

/** Reads the files that are new into the index, and opens it. Throws an `AuditError`. */
export async function openIndex(settings: LocalArchiveSettings): Promise<OpenIndex> {
  const { trees, index, processes, now } = settings
  if (trees.length === 0) return openAsItIs(index, settings.unreadTrees ?? [])
  const { files, unreadable } = await listTrees(trees, settings.signal)
  const folder = index ?? temporaryIndex(processes)
  const remove = (): void => {
    if (index === null) removeTemporaryIndex(folder)
  }
  let store: IndexStore | null = null
  try {
    store = IndexStore.openToWrite(folder, { processes, now })
    if (settings.mayAddAccounts !== true) requireSameArchive(store, files, trees)
    const added = await updateIndex(store, files, settings)
    const opened = store
    return { store, added, unreadable, close: () => (opened.close(), remove()) }
  } catch (error) {
    store?.close()
    remove()
    throw error
  }
}

function openAsItIs(index: string | null, unreadTrees: readonly string[]): OpenIndex {
  if (index === null)
    throw new AuditError('usage', 'An archive needs log files or an index.', {
      hint: 'Name log files with --trail-archive DIR, or an index with --trail-index DIR.',
    })
  const store = IndexStore.openToRead(index)
  if (store === null) throw noIndex(index, unreadTrees)
  return { store, added: noProgress(), unreadable: [], close: () => store.close() }
}

/** An index of other accounts is probably the wrong one. */
function requireSameArchive(store: IndexStore, files: ArchiveListing['files'], trees: readonly string[]): void {
  const known = new Set(placesOf(store.segments).map(({ account }) => account))
  if (known.size === 0 || files.some(({ account }) => known.has(account))) return
  throw new AuditError('usage', `The index in ${store.folder} has no account of the archive ${joinWithAnd(trees)}.`, {
    hint: `Name another directory with --trail-index, or add the archive to this one: ${addCommand(trees, store.folder)}.`,
  })
}
