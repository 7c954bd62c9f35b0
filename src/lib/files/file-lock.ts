import { randomUUID } from 'node:crypto'
import { unlinkSync } from 'node:fs'
import { hostname } from 'node:os'
import { fileAge, createWhole, removeIfStill, rewriteIfStill, readIfExists } from './whole-file.ts'
import { processSpace, processStat } from '../process/process-identity.ts'

/** This process, and a test for other processes. */
export interface ProcessTable {
  readonly pid: number
  /** Whether a process with this ID runs on this machine, of any user. */
  isAlive(pid: number): boolean
}

/** The holder of a lock, as the lock file describes it. */
export interface LockHolder {
  pid: number
  host: string
  /** The boot and the process namespace of the process ID. Null if the system does not report them. */
  space: string | null
  /** The start time of the process, in the unit of the system. Null if the system does not report it. */
  start: string | null
  /** Different for each lock. */
  token: string
}

/** Milliseconds between two updates of the lock file by its holder. */
const BEAT = 5000
/** Milliseconds after which a holder without an update counts as dead, if its process ID proves nothing. */
export const SILENT_HOLDER = 30_000

/**
 * A lock that one process holds on a name, as a file. It does not outlive its holder: the next process that wants the
 * lock checks whether the holder still runs. Process IDs are reused, and two containers have the same ones, so an ID
 * counts only together with boot, process namespace and start time. Systems other than Linux do not report these, nor
 * do they apply to a holder on another machine that shares the directory. A running holder therefore updates the file
 * every few seconds, and its age is measured by the clock of the file system.
 */
export class FileLock {
  #path: string
  #text: string
  #beat: NodeJS.Timeout

  private constructor(path: string, text: string, onLost: () => void) {
    this.#path = path
    this.#text = text
    this.#beat = setInterval(() => this.#write(onLost), BEAT)
    // The timer alone does not keep the process alive.
    this.#beat.unref()
  }

  /**
   * Takes the lock, or returns its holder. Calls `onLost` when another process has taken it over, for example after
   * this machine was suspended. Throws the errors of the file system.
   */
  static take(path: string, table: ProcessTable, onLost: () => void): FileLock | LockHolder {
    const text = JSON.stringify(ownHolder(table))
    for (;;) {
      if (createWhole(path, text)) return new FileLock(path, text, onLost)
      const found = readIfExists(path)
      if (found === null) continue
      const holder = parseHolder(found)
      if (isHolderAlive(holder, path, table)) return holder
      removeIfStill(path, found)
    }
  }

  /** False as soon as another process has taken the lock over, even before the next update notices it. */
  get isHeld(): boolean {
    return readIfExists(this.#path) === this.#text
  }

  release(): void {
    clearInterval(this.#beat)
    if (this.isHeld) unlinkSync(this.#path)
  }

  #write(onLost: () => void): void {
    try {
      if (rewriteIfStill(this.#path, this.#text)) return
    } catch {
      // The next update makes up for one that the file system refused.
      return
    }
    clearInterval(this.#beat)
    onLost()
  }
}

const ownHolder = ({ pid }: ProcessTable): LockHolder => ({
  pid,
  host: hostname(),
  space: processSpace(),
  start: processStat(pid)?.start ?? null,
  token: randomUUID(),
})

/** Whether the process that made the lock file still runs. */
function isHolderAlive(holder: LockHolder, path: string, table: ProcessTable): boolean {
  if (holder.host === hostname() && holder.space === processSpace()) {
    if (!table.isAlive(holder.pid)) return false
    const stat = processStat(holder.pid)
    if (stat !== null) return stat.start === holder.start && !stat.hasEnded
  }
  return fileAge(path) < SILENT_HOLDER
}

/** Reads the holder. A file that is incomplete or of another program names no holder. */
function parseHolder(text: string): LockHolder {
  try {
    const { pid, host, space, start, token } = JSON.parse(text) as Partial<LockHolder>
    if (typeof pid === 'number' && typeof host === 'string')
      return { pid, host, space: space ?? null, start: start ?? null, token: token ?? '' }
  } catch {
    // Such a file names no holder.
  }
  return { pid: 0, host: '', space: null, start: null, token: '' }
}
