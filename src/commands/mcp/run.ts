import { EXIT, type ExitCode } from '../../lib/process/exit.ts'
import { readSavedReport } from '../../report/saved-report.ts'
import type { Host } from '../shared/host.ts'
import { interruptible } from '../shared/interruptible.ts'
import { speaker } from '../shared/speaker.ts'
import type { McpRequest } from './request.ts'
import { serverOf } from './serve.ts'
import { requestOf, sessionOf } from './session.ts'
import { IoTransport } from './transport.ts'

/** Serves until the client closes stdin, or a signal ends the process. */
export async function runMcp(request: McpRequest, host: Host): Promise<ExitCode> {
  const session = sessionOf(request, host)
  // What is wrong with the options of the server is wrong for every call.
  requestOf(session, 'audit', new Map())
  for (const path of request.reports) session.reports.add(path, await readSavedReport(path))
  const say = speaker({ show: request, debug: request.debug }, host.io)
  const interruption = interruptible(host.io)
  const transport = new IoTransport(host.io)
  const server = serverOf(session)
  // oxlint-disable-next-line unicorn/prefer-add-event-listener -- it is no event target
  server.onerror = error => say.debug(`MCP: ${error.message}`)
  interruption.signal.addEventListener('abort', () => void server.close())
  if (host.io.stdin.isTTY) say.note('Waiting for an MCP client on stdin, which usually starts this. Ctrl-C ends it.')
  try {
    await server.connect(transport)
    await transport.ended
    await server.close()
  } finally {
    interruption.end()
  }
  return interruption.exit ?? EXIT.ok
}
