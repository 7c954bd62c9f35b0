import type { Env } from './env.ts'
import { AuditError } from './exit.ts'
import type { ProcessTable } from '../files/file-lock.ts'
import { streamInput, type Input } from './stdin.ts'
import { writeErrorText } from '../files/file-errors.ts'

/** The outside world: all that the program sees of its process. */
export interface Io {
  readonly env: Env
  readonly stdin: Input
  readonly stdout: OutputStream
  readonly stderr: OutputStream
  readonly processes: ProcessTable
  /** Calls the handler on each such signal, which then no longer ends the process; the answer takes it back. */
  onSignal(name: SignalName, handler: () => void): () => void
}

export type SignalName = 'SIGINT' | 'SIGTERM' | 'SIGHUP'

export interface OutputStream {
  readonly isTTY: boolean
  /** Of the terminal as it is now; 80 where there is none. */
  readonly columns: number
  /** Resolves when the reader has taken it. `closed`: nobody reads any more, which is no error. */
  write(text: string): Promise<'written' | 'closed'>
}

type OwnProcess = Pick<NodeJS.Process, 'env' | 'stdin' | 'stdout' | 'stderr' | 'on' | 'off' | 'pid' | 'kill'>

export const processIo = (process: OwnProcess): Io => ({
  env: process.env,
  stdin: streamInput(() => process.stdin),
  stdout: outputStream(process.stdout, cannotWrite),
  // What cannot be said on stderr cannot be said anywhere.
  stderr: outputStream(process.stderr, () => {}),
  processes: processTable(process),
  onSignal(name, handler) {
    process.on(name, handler)
    return () => process.off(name, handler)
  },
})

/** The processes of this machine, as far as this process can see them. */
export const processTable = (process: Pick<NodeJS.Process, 'pid' | 'kill'>): ProcessTable => ({
  pid: process.pid,
  isAlive: pid => isAlive(process, pid),
})

/** Signal 0 is not delivered: it only asks whether it could be. */
function isAlive(process: Pick<NodeJS.Process, 'kill'>, pid: number): boolean {
  try {
    return process.kill(pid, 0)
  } catch (error) {
    // There is such a process, but it belongs to another user.
    return (error as NodeJS.ErrnoException).code === 'EPERM'
  }
}

type NodeOutput = NodeJS.WritableStream & { isTTY?: boolean; columns?: number }

export function outputStream(stream: NodeOutput, refuse: (error: Error) => void): OutputStream {
  let closed = false
  // Without a listener the same error that the callback of `write` gets would end the process.
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

/** How the systems say that nobody reads any more; of a terminal that was closed, `EIO`. */
const GONE = new Set(['EPIPE', 'EOF', 'ECONNRESET', 'ERR_STREAM_DESTROYED'])
const isReaderGone = ({ code = '' }: NodeJS.ErrnoException, { isTTY }: NodeOutput): boolean =>
  GONE.has(code) || (code === 'EIO' && isTTY === true)

const written = (stream: NodeOutput, text: string): Promise<NodeJS.ErrnoException | undefined> =>
  new Promise(resolve => {
    try {
      stream.write(text, error => resolve(error ?? undefined))
    } catch (error) {
      // A file as stdout is written at once, and throws.
      resolve(error as NodeJS.ErrnoException)
    }
  })

function cannotWrite(error: Error): never {
  throw new AuditError('failed', `Cannot write to stdout: ${writeErrorText(error)}.`, { cause: error })
}
