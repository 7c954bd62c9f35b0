import { type Io, processTable, type SignalName, type OutputStream } from '../src/lib/process/io.ts'

export interface MemoryIo extends Io {
  readonly out: () => string
  readonly err: () => string
  /** As if somebody pressed Ctrl-C. */
  signal(name: SignalName): void
}

/** A process made of memory: what was written can be read back, and signals can be sent. */
export function memoryIo({
  env = {},
  directory = null,
  tty = false,
  columns = 80,
  readsUntil = Infinity,
  types,
  stdin = '',
}: {
  env?: Io['env']
  /** The current directory, in which a config file is searched. Null: none is. */
  directory?: string | null
  tty?: boolean
  columns?: number
  /** The reader of stdout leaves after so many characters. */
  readsUntil?: number
  /** What is typed when asked; nobody types anything if not said. */
  types?: string
  /** What another program writes into stdin. */
  stdin?: string
} = {}): MemoryIo {
  const handlers = new Map<SignalName, Set<() => void>>()
  const out = memorySink({ isTTY: tty, columns }, readsUntil)
  const err = memorySink({ isTTY: tty, columns }, Infinity)
  return {
    env,
    directory: () => directory,
    stdin: {
      isTTY: tty,
      drop: () => Promise.resolve(),
      line: signal => (types === undefined ? untilStopped(signal) : Promise.resolve(types)),
      bytes: () => Promise.resolve(Buffer.from(stdin)),
      async *chunks() {
        yield Buffer.from(stdin)
      },
    },
    stdout: out.stream,
    stderr: err.stream,
    out: out.text,
    err: err.text,
    screen: () => null,
    processes: processTable(process),
    onSignal(name, handler) {
      handlers.set(name, (handlers.get(name) ?? new Set()).add(handler))
      return () => handlers.get(name)?.delete(handler)
    },
    signal: name => handlers.get(name)?.forEach(handler => handler()),
  }
}

function memorySink(terminal: Pick<OutputStream, 'isTTY' | 'columns'>, readsUntil: number) {
  let text = ''
  const write: OutputStream['write'] = async chunk => {
    if (text.length >= readsUntil) return 'closed'
    text += chunk
    return 'written'
  }
  return { stream: { ...terminal, write }, text: () => text }
}

const untilStopped = (signal: AbortSignal): Promise<null> =>
  new Promise(resolve => signal.addEventListener('abort', () => resolve(null)))
