import type { Env } from './env.ts'
import { AuditError } from './exit.ts'
import type { ProcessTable } from '../files/file-lock.ts'
import { openScreen, type Screen } from './screen.ts'
import { streamInput, type Input } from './stdin.ts'
import { writeErrorText } from '../files/file-errors.ts'

/** All that the program sees of its process. */
export interface Io {
  readonly env: Env
  /** Returns the current directory. Null: it was deleted. */
  directory(): string | null
  readonly stdin: Input
  readonly stdout: OutputStream
  readonly stderr: OutputStream
  /** The terminal with its keyboard, to draw on. Null: stdout is no terminal, or no keyboard can be read. */
  screen(): Screen | null
  readonly processes: ProcessTable
  /**
   * Calls the handler on each such signal, which then no longer ends the process. Returns a function that undoes this.
   */
  onSignal(name: SignalName, handler: () => void): () => void
}

export type SignalName = 'SIGINT' | 'SIGTERM' | 'SIGHUP'

export interface OutputStream {
  readonly isTTY: boolean
  /** The current width of the terminal; 80 if there is none. */
  readonly columns: number
  /** Resolves when the reader has accepted the text. `closed` means that the reader is gone, which is not an error. */
  write(text: string): Promise<'written' | 'closed'>
}

type OwnProcess = Pick<NodeJS.Process, 'env' | 'stdin' | 'stdout' | 'stderr' | 'on' | 'off' | 'pid' | 'kill' | 'cwd'>

export const processIo = (process: OwnProcess): Io => ({
  env: process.env,
  directory: () => currentDirectory(process),
  stdin: streamInput(() => process.stdin),
  stdout: outputStream(process.stdout, cannotWrite),
  // An error on stderr cannot be reported anywhere.
  stderr: outputStream(process.stderr, () => {}),
  screen: () => openScreen(process),
  processes: processTable(process),
  onSignal(name, handler) {
    process.on(name, handler)
    return () => process.off(name, handler)
  },
})

function currentDirectory(process: Pick<NodeJS.Process, 'cwd'>): string | null {
  try {
    return process.cwd()
  } catch {
    return null
  }
}

/** The processes of this machine, as far as this process can see them. */
export const processTable = (process: Pick<NodeJS.Process, 'pid' | 'kill'>): ProcessTable => ({
  pid: process.pid,
  isAlive: pid => isAlive(process, pid),
})

/** Whether a process runs. Signal 0 is not delivered; the system only checks whether it could be. */
function isAlive(process: Pick<NodeJS.Process, 'kill'>, pid: number): boolean {
  try {
    return process.kill(pid, 0)
  } catch (error) {
    // The process exists, but belongs to another user.
    return (error as NodeJS.ErrnoException).code === 'EPERM'
  }
}

type NodeOutput = NodeJS.WritableStream & { isTTY?: boolean; columns?: number }

export function outputStream(stream: NodeOutput, refuse: (error: Error) => void): OutputStream {
  let closed = false
  // `write` passes the same error to its callback, but without a listener it would end the process.
  stream.on('error', () => {})
  return {
    get isTTY() {
      return stream.isTTY === true
    },
    get columns() {
      // Some pseudo-terminals report 0 columns.
      return stream.columns || 80
    },
    async write(text) {
      if (closed) return 'closed'
      const error = await written(stream, text)
      if (error === undefined) return 'written'
      closed = true
      if (!isReaderGone(error, stream)) refuse(error)
      return 'closed'
    },
  }
}

/** Error codes of the systems for a reader that is gone. A closed terminal gives `EIO`. */
const GONE = new Set(['EPIPE', 'EOF', 'ECONNRESET', 'ERR_STREAM_DESTROYED'])
const isReaderGone = ({ code = '' }: NodeJS.ErrnoException, { isTTY }: NodeOutput): boolean =>
  GONE.has(code) || (code === 'EIO' && isTTY === true)

const written = (stream: NodeOutput, text: string): Promise<NodeJS.ErrnoException | undefined> =>
  new Promise(resolve => {
    try {
      stream.write(text, error => resolve(error ?? undefined))
    } catch (error) {
      // If stdout is a file, `write` is synchronous and throws.
      resolve(error as NodeJS.ErrnoException)
    }
  })

function cannotWrite(error: Error): never {
  throw new AuditError('failed', `Cannot write to stdout: ${writeErrorText(error)}.`, { cause: error })
}
