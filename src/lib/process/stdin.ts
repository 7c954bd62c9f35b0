import { addAbortSignal, type Readable } from 'node:stream'

/** The input that a user types or a program pipes. */
export interface Input {
  readonly isTTY: boolean
  /**
   * Discards what was typed so far, because the user has not seen the next question. Ends at once when the signal
   * aborts.
   */
  drop(signal: AbortSignal): Promise<void>
  /** Returns the next line, without its end. Null if there is none, or if the signal aborted first. */
  line(signal: AbortSignal): Promise<string | null>
  /** Returns everything until the end of the input. */
  bytes(): Promise<Buffer>
  /** Returns the input piece by piece, until its end or until the signal aborts. */
  chunks(signal: AbortSignal): AsyncIterable<Buffer>
}

type NodeInput = NodeJS.ReadableStream & {
  isTTY?: boolean
  readableEnded?: boolean
  ref?(): void
  unref?(): void
  setRawMode?(isRaw: boolean): unknown
}

/**
 * Returns the input of a stream, which is opened only when it is needed, because an open terminal keeps a process
 * alive.
 */
export const streamInput = (open: () => NodeInput): Input => ({
  get isTTY() {
    return open().isTTY === true
  },
  drop: signal => dropFrom(open(), signal),
  line: signal => lineOf(open(), signal),
  bytes: () => bytesOf(open()),
  chunks: signal => chunksOf(open(), signal),
})

async function bytesOf(stream: NodeInput): Promise<Buffer> {
  const chunks: Buffer[] = []
  for await (const chunk of stream) chunks.push(Buffer.from(chunk))
  return Buffer.concat(chunks)
}

async function* chunksOf(stream: NodeInput, signal: AbortSignal): AsyncGenerator<Buffer> {
  try {
    for await (const chunk of addAbortSignal(signal, stream as Readable)) yield Buffer.from(chunk)
  } catch (error) {
    if (!signal.aborted) throw error
  }
}

/**
 * Milliseconds to wait for typed input. Waiting input is read in the next turn of the event loop; the rest is for slow
 * terminals.
 */
const WAITING = 50

const ignore = (): void => {}

/** The system keeps typed input until it is read. Only in raw mode does it return an unfinished line. */
function dropFrom(stream: NodeInput, signal: AbortSignal): Promise<void> {
  return new Promise(resolve => {
    const end = (): void => {
      clearTimeout(timer)
      signal.removeEventListener('abort', end)
      stream.off('data', ignore).off('end', end).off('error', end)
      stream.pause()
      stream.setRawMode?.(false)
      stream.unref?.()
      resolve()
    }
    // In a turn of the event loop timers come before reading, so after a busy moment nothing may have been read yet.
    const timer = setTimeout(() => setImmediate(end), WAITING)
    if (signal.aborted || stream.readableEnded === true) return end()
    signal.addEventListener('abort', end, { once: true })
    stream.setRawMode?.(true)
    stream.on('data', ignore).once('end', end).once('error', end)
    stream.ref?.()
    stream.resume()
  })
}

function lineOf(stream: NodeInput, signal: AbortSignal): Promise<string | null> {
  return new Promise(resolve => {
    let text = ''
    const end = (line: string | null): void => {
      stream.off('data', take).off('end', stop).off('error', stop)
      signal.removeEventListener('abort', stop)
      stream.pause()
      stream.unref?.()
      resolve(line)
    }
    const stop = (): void => end(null)
    const take = (chunk: string | Buffer): void => {
      text += chunk.toString()
      const [line, ...more] = text.split(/\r?\n/)
      if (more.length > 0) end(line ?? '')
    }
    if (signal.aborted || stream.readableEnded === true) return resolve(null)
    signal.addEventListener('abort', stop, { once: true })
    stream.on('data', take).once('end', stop).once('error', stop)
    stream.ref?.()
    stream.resume()
  })
}
