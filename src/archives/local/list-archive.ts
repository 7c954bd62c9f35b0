import { type Dirent, realpathSync, statSync } from 'node:fs'
import { readdir } from 'node:fs/promises'
import { join } from 'node:path'
import { readErrorText } from '../../lib/files/file-errors.ts'
import { unpackedName } from '../digests/unpacked-name.ts'
import { trailFileOf } from './file-name.ts'
import type { TrailFile } from './trail-file.ts'

/** What lies in the folders of an archive. */
export interface ArchiveListing {
  /** In the order of their delivery. A file that lies in two places is listed once: the larger one. */
  files: readonly TrailFile[]
  /** Folders and files that could not be looked at. A given folder that does not exist is one of them. */
  unreadable: readonly { path: string; why: string }[]
  /** Number of files that are neither log files nor digest files of CloudTrail. */
  others: number
}

/**
 * Lists the log files and digest files below folders, however deep they lie. Follows symbolic links, each folder once.
 *
 * @throws the reason of the signal
 */
export async function listArchive(folders: readonly string[], signal: AbortSignal): Promise<ArchiveListing> {
  const walk = new Walk()
  const waiting = [...folders].toReversed()
  for (let folder = waiting.pop(); folder !== undefined; folder = waiting.pop()) {
    signal.throwIfAborted()
    waiting.push(...(await walk.enter(folder)))
  }
  const { unreadable, others } = walk
  const files = [...walk.files.values()].toSorted((a, b) => a.deliveredAt - b.deliveredAt || (a.name < b.name ? -1 : 1))
  return { files, unreadable, others }
}

class Walk {
  /** By their names without what says how they are packed. */
  readonly files = new Map<string, TrailFile>()
  readonly unreadable: { path: string; why: string }[] = []
  others = 0
  /** Real paths. */
  readonly #entered = new Set<string>()

  /** Returns the folders in a folder, the first one last. */
  async enter(folder: string): Promise<string[]> {
    try {
      const real = realpathSync(folder)
      if (this.#entered.has(real)) return []
      this.#entered.add(real)
      const entries = await readdir(folder, { withFileTypes: true })
      return entries
        .toReversed()
        .filter(entry => this.#isFolder(join(folder, entry.name), entry))
        .map(({ name }) => join(folder, name))
    } catch (error) {
      this.#note(folder, error)
      return []
    }
  }

  /** Takes note of a file. */
  #isFolder(path: string, entry: Dirent): boolean {
    if (entry.isDirectory()) return true
    try {
      const file = trailFileOf(path, 0)
      if (file === null && !entry.isSymbolicLink()) {
        this.others++
        return false
      }
      const found = statSync(path)
      if (found.isDirectory()) return true
      if (file === null || !found.isFile()) this.others++
      else this.#add({ ...file, size: found.size })
    } catch (error) {
      // Where a link leads to nothing, there is nothing to read.
      if (isAbsent(error) && trailFileOf(path, 0) === null) this.others++
      else this.#note(path, error)
    }
    return false
  }

  #add(file: TrailFile): void {
    const name = unpackedName(file.name)
    if ((this.files.get(name)?.size ?? -1) < file.size) this.files.set(name, file)
  }

  #note(path: string, error: unknown): void {
    const why = path.includes(REPLACEMENT) ? 'its name is not valid UTF-8' : readErrorText(error as Error)
    this.unreadable.push({ path, why })
  }
}

/** What Node writes for bytes of a name that are not valid UTF-8. It cannot open such a name. */
const REPLACEMENT = '\uFFFD'

const isAbsent = (error: unknown): boolean => error instanceof Error && 'code' in error && error.code === 'ENOENT'
