/** What somebody types. */
export interface Input {
  readonly isTTY: boolean
  /** The next line, without its end; null when there is none, or when the signal came first. */
  line(signal: AbortSignal): Promise<string | null>
}

type Readable = NodeJS.ReadableStream & { isTTY?: boolean; unref?(): void }

/** The stream is opened only when it is asked for: an open terminal keeps a process alive. */
export const streamInput = (open: () => Readable): Input => ({
  get isTTY() {
    return open().isTTY === true
  },
  line: signal => lineOf(open(), signal),
})

function lineOf(stream: Readable, signal: AbortSignal): Promise<string | null> {
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
    if (signal.aborted) return resolve(null)
    signal.addEventListener('abort', stop, { once: true })
    stream.on('data', take).once('end', stop).once('error', stop)
    stream.resume()
  })
}
