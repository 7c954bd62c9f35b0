import { basename } from 'node:path'
import { AuditError, EXIT, type ExitCode } from '../../lib/process/exit.ts'
import { readSavedReport } from '../../report/saved-report.ts'
import type { Options } from '../../model/options/options.ts'
import type { Report } from '../../model/report/report.ts'
import { DAY } from '../../model/time.ts'
import { sampleReports } from '../shared/sample-reports.ts'
import type { Host } from '../shared/host.ts'
import { interruptible } from '../shared/interruptible.ts'
import { speaker } from '../shared/speaker.ts'
import type { McpRequest } from './request.ts'
import { serverOf } from './serve.ts'
import { requestOf, type Session, sessionOf } from './session.ts'
import { IoTransport } from './transport.ts'

/** Serves until the client closes stdin, or a signal ends the process. */
export async function runMcp(request: McpRequest, host: Host): Promise<ExitCode> {
  const session = sessionOf(request, host)
  // What is wrong with the options of the server is wrong for every call.
  const options = requestOf(session, 'audit', new Map()) as Options
  for (const path of request.reports) {
    const report = await readSavedReport(path)
    session.reports.add(idOf(path, session), () => Promise.resolve(report))
  }
  if (options.demo) session.reports.add('month-ago', () => monthAgo(host))
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
    if (transport.failure !== null) throw unread(transport.failure)
  } finally {
    interruption.end()
  }
  return interruption.exit ?? EXIT.ok
}

/** The name of the file; the whole path if another file has that name. */
const idOf = (path: string, { reports }: Session): string =>
  reports.ids.includes(basename(path)) ? path : basename(path)

/** The sample account as it was, to compare with. */
async function monthAgo(host: Host): Promise<Report> {
  const [report] = await sampleReports([host.now() - MONTH], host)
  return report as Report
}

/** As `kms-audit diff --demo` has it. */
const MONTH = 32 * DAY

const unread = (error: unknown): AuditError =>
  new AuditError(
    'failed',
    `Cannot read what the MCP client sends: ${error instanceof Error ? error.message : String(error)}.`,
    { cause: error },
  )
