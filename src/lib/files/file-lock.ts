import { randomUUID } from 'node:crypto'
import { unlinkSync } from 'node:fs'
import { hostname } from 'node:os'
import { fileAge, createWhole, removeIfStill, rewriteIfStill, readIfExists } from './whole-file.ts'
import { processSpace, processStat } from '../process/process-identity.ts'

/** The running process, and a way to ask for others. */
export interface ProcessTable {
  readonly pid: number
  /** Whether a process with this id runs on this machine, whoever owns it. */
  isAlive(pid: number): boolean
}

/** Who holds a lock: the content of the lock file. */
export interface LockHolder {
  pid: number
  host: string
  /** The boot and the process namespace in which the process id counts. Null: the system does not say. */
  space: string | null
  /** When the process started, in the system's own unit. Null: the system does not say. */
  start: string | null
  /** Another one for each lock. */
  token: string
}

/** The holder writes the lock file again this often, in milliseconds. */
const BEAT = 5000
/** Where a process id proves nothing, a holder that has not written for this long is dead. */
export const SILENT_HOLDER = 30_000

/**
 * A lock that one process holds on a name, as a file. It does not survive its holder: the next process that wants the
 * lock looks whether the holder still runs. Process ids are used again, and two containers have the same ones, so the
 * id counts only together with boot, process namespace and start time. Where the system does not tell these (not Linux,
 * or the holder runs on another machine that shares the folder), a holder that still runs writes the file every few
 * seconds. That is measured by the clock of the file system.
 */
export class FileLock {
  #path: string
  #text: string
  #beat: NodeJS.Timeout

  private constructor(path: string, text: string, onLost: () => void) {
    this.#path = path
    this.#text = text
    this.#beat = setInterval(() => this.#write(onLost), BEAT)
    // Waiting for the next beat is no reason to keep the process alive.
    this.#beat.unref()
  }

  /**
   * Takes the lock, or returns who holds it. `onLost`: another process has taken it over, as after a long sleep of this
   * machine. Throws the file system's own errors.
   */
  static take(path: string, table: ProcessTable, onLost: () => void): FileLock | LockHolder {
    const text = JSON.stringify(ownHolder(table))
    for (;;) {
      if (createWhole(path, text)) return new FileLock(path, text, onLost)
      const found = readIfExists(path)
      if (found === null) continue
      const holder = parseHolder(found)
      if (isHeld(holder, path, table)) return holder
      removeIfStill(path, found)
    }
  }

  /** False once another process has taken the lock over, also before the next beat notices it. */
  get isHolderAlive(): boolean {
    return readIfExists(this.#path) === this.#text
  }

  release(): void {
    clearInterval(this.#beat)
    if (this.isHolderAlive) unlinkSync(this.#path)
  }

  #write(onLost: () => void): void {
    try {
      if (rewriteIfStill(this.#path, this.#text)) return
    } catch {
      // The next beat makes up for one that the file system refuses.
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
function isHeld(holder: LockHolder, path: string, table: ProcessTable): boolean {
  if (holder.host === hostname() && holder.space === processSpace()) {
    if (!table.isAlive(holder.pid)) return false
    const stat = processStat(holder.pid)
    if (stat !== null) return stat.start === holder.start && !stat.hasEnded
  }
  return fileAge(path) < SILENT_HOLDER
}

/** A file that is not written yet, or not by us, names nobody. */
function parseHolder(text: string): LockHolder {
  try {
    const { pid, host, space, start, token } = JSON.parse(text) as Partial<LockHolder>
    if (typeof pid === 'number' && typeof host === 'string')
      return { pid, host, space: space ?? null, start: start ?? null, token: token ?? '' }
  } catch {
    // As any other file that names nobody.
  }
  return { pid: 0, host: '', space: null, start: null, token: '' }
}
