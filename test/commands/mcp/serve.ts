import { PassThrough } from 'node:stream'
import { Client } from '@modelcontextprotocol/sdk/client/index.js'
import type { CallToolResult } from '@modelcontextprotocol/sdk/types.js'
import { IoTransport } from '../../../src/commands/mcp/transport.ts'
import type { Io } from '../../../src/lib/process/io.ts'
import { streamInput } from '../../../src/lib/process/stdin.ts'
import type { SimulatedWorld } from '../../../src/simulation/world/world.ts'
import { memoryIo, type MemoryIo } from '../../memory-io.ts'
import { FAST, run, type Run, type RunOptions } from '../../run.ts'

export interface Served {
  client: Client
  /** Calls a tool, and returns its answer. */
  call(name: string, given?: object): Promise<Answer>
  /** Closes stdin, as a client that goes away, and returns how the program ended. */
  close(): Promise<Run>
  /** How the program ends. */
  ended: Promise<Run>
  io: MemoryIo
  /** Every line that the server wrote to stdout. */
  lines: string[]
  /** Writes to stdin as it is. */
  type(text: string): void
}

/** What tests look at in an answer. */
export interface Answer extends Record<string, unknown> {
  error?: string
  rows: Record<string, unknown>[]
  next_cursor?: string
  audit_id: string
}

/** `kms-audit mcp` in this process, and the client of the MCP SDK on its stdin and stdout. */
export async function serve(argv: readonly string[], world: SimulatedWorld, options: RunOptions = {}): Promise<Served> {
  const [toServer, toClient] = [new PassThrough(), new PassThrough()]
  const io = options.io ?? memoryIo({ env: FAST })
  const lines: string[] = []
  const stdout: Io['stdout'] = {
    ...io.stdout,
    async write(text) {
      lines.push(...text.split('\n').filter(line => line !== ''))
      toClient.write(text)
      return 'written'
    },
  }
  const served = { ...io, stdin: streamInput(() => toServer), stdout }
  const ended = run(['mcp', ...argv], world, { ...options, io: served }).finally(() => toClient.end())
  const client = new Client({ name: 'test', version: '1' })
  await Promise.race([client.connect(clientTransport(toClient, toServer)), ended])
  return {
    client,
    lines,
    ended,
    io,
    async call(name, given = {}) {
      return answerIn((await client.callTool({ name, arguments: { ...given } })) as CallToolResult)
    },
    close() {
      toServer.end()
      return ended
    },
    type: text => void toServer.write(text),
  }
}

const clientTransport = (from: PassThrough, to: PassThrough): IoTransport =>
  new IoTransport({
    stdin: streamInput(() => from),
    stdout: {
      isTTY: false,
      columns: 80,
      async write(text) {
        to.write(text)
        return 'written'
      },
    },
  })

/** The structure of an answer. The text content of an answer has the same. */
export function answerIn({ isError, structuredContent, content }: CallToolResult): Answer {
  const [first] = content
  const text = first?.type === 'text' ? first.text : ''
  if ((isError === true) !== (structuredContent?.['error'] !== undefined)) throw new Error(text)
  if (text !== JSON.stringify(structuredContent)) throw new Error('The text of the answer is not its structure.')
  return structuredContent as Answer
}
