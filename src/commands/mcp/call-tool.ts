import type { RequestHandlerExtra } from '@modelcontextprotocol/sdk/shared/protocol.js'
import type { CallToolResult, ServerNotification, ServerRequest } from '@modelcontextprotocol/sdk/types.js'
import { type TypedOptions, usageError } from '../../cli/settings.ts'
import { AuditError, EXIT } from '../../lib/process/exit.ts'
import { stderrText } from '../../lib/text/safe-text.ts'
import type { Host } from '../shared/host.ts'
import type { Interruption } from '../shared/interruptible.ts'
import { answerOf, refusalOf } from './answer.ts'
import { cursorOf, readCursor } from './arguments/cursor.ts'
import { readArguments } from './arguments/read-arguments.ts'
import { type ProgressNotices, progressNotices } from './progress.ts'
import type { Session } from './session.ts'
import type { Call, Tool } from './tool.ts'

interface Wanted {
  name: string
  tool: Tool
  given: Readonly<Record<string, unknown>>
  session: Session
}

type Extra = Pick<RequestHandlerExtra<ServerRequest, ServerNotification>, 'signal' | '_meta' | 'sendNotification'>

/** Calls the tool. What goes wrong becomes a result that says so. */
export async function callTool(wanted: Wanted, { signal, _meta, sendNotification }: Extra): Promise<CallToolResult> {
  const { name, tool, session } = wanted
  const { host } = session
  const notices = progressNotices(_meta?.progressToken, sendNotification)
  try {
    const { typed, offset } = pageStart(wanted)
    const cursorAt: Call['cursorAt'] = (row, given = typed) => cursorOf({ tool: name, typed: given, offset: row })
    const { wait } = notices
    const call = {
      typed,
      wait,
      offset,
      cursorAt,
      session,
      host: hostOf(host, notices),
      interruption: interruptionOf(signal),
    }
    return answerOf(await tool.run(call))
  } catch (error) {
    if (!(error instanceof AuditError) && !signal.aborted)
      await host.io.stderr.write(
        `kms-audit: ${stderrText(error instanceof Error ? String(error.stack) : String(error))}\n`,
      )
    return refusalOf(error)
  } finally {
    notices.end()
  }
}

/** Returns the arguments: those of the call, or those in its cursor. */
function pageStart({ name, tool, given, session }: Wanted): { typed: TypedOptions; offset: number } {
  const { takes, required = [] } = tool
  const typed = readArguments(given, { tool: name, options: takes(session), required, server: session.options })
  const cursor = typed.get('cursor')?.[0]
  if (cursor === undefined) return { typed, offset: 0 }
  if (typed.size > 1)
    throw usageError('cursor cannot be used with other arguments.', 'It contains those of the first page.')
  return readCursor(cursor, name)
}

const interruptionOf = (signal: AbortSignal): Interruption => ({
  signal,
  get exit() {
    return signal.aborted ? EXIT.interrupted : null
  },
  end: () => {},
})

/** Stdin and stdout belong to the protocol: a run asks no questions, and what it would print is dropped. */
const hostOf = (host: Host, { follow }: ProgressNotices): Host => ({
  ...host,
  onRun: follow,
  io: {
    ...host.io,
    stdin: NO_INPUT,
    stdout: { isTTY: false, columns: 80, write: () => Promise.resolve('closed') },
  },
})

const NO_INPUT: Host['io']['stdin'] = {
  isTTY: false,
  drop: () => Promise.resolve(),
  line: () => Promise.resolve(null),
  bytes: () => Promise.resolve(Buffer.alloc(0)),
  async *chunks() {},
}
