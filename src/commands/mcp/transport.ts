import { ReadBuffer, serializeMessage } from '@modelcontextprotocol/sdk/shared/stdio.js'
import type { Transport } from '@modelcontextprotocol/sdk/shared/transport.js'
import type { JSONRPCMessage } from '@modelcontextprotocol/sdk/types.js'
import type { Io } from '../../lib/process/io.ts'

/** The protocol on stdin and stdout of the process: one message on each line. */
export class IoTransport implements Transport {
  onclose?: () => void
  onerror?: (error: Error) => void
  onmessage?: (message: JSONRPCMessage) => void
  /** Why stdin could not be read to its end. Null: it could. */
  failure: unknown = null
  /** Resolves when the client has closed stdin, or no longer reads stdout. */
  readonly ended: Promise<void>
  #end: () => void = () => {}
  #closing = new AbortController()
  #io: Pick<Io, 'stdin' | 'stdout'>

  constructor(io: Pick<Io, 'stdin' | 'stdout'>) {
    this.#io = io
    this.ended = new Promise(resolve => (this.#end = resolve))
  }

  start(): Promise<void> {
    void this.#read()
      .catch(error => {
        this.failure = error
      })
      .then(() => this.close())
    return Promise.resolve()
  }

  async send(message: JSONRPCMessage): Promise<void> {
    if ((await this.#io.stdout.write(serializeMessage(message))) === 'closed') await this.close()
  }

  close(): Promise<void> {
    if (!this.#closing.signal.aborted) {
      this.#closing.abort()
      this.onclose?.()
      this.#end()
    }
    return Promise.resolve()
  }

  async #read(): Promise<void> {
    const buffer = new ReadBuffer()
    for await (const chunk of this.#io.stdin.chunks(this.#closing.signal)) {
      buffer.append(chunk)
      this.#deliver(buffer)
    }
  }

  /** Delivers every complete message. A line that is none is reported, and the next one is read. */
  #deliver(buffer: ReadBuffer): void {
    for (;;) {
      try {
        const message = buffer.readMessage()
        if (message === null) return
        this.onmessage?.(message)
      } catch (error) {
        this.#fail(error)
      }
    }
  }

  #fail = (error: unknown): void => this.onerror?.(error instanceof Error ? error : new Error(String(error)))
}
