import { defined } from '../lib/defined.ts'
import { disableSdkVersionWarning } from '../aws/session/sdk-warning.ts'
import { audit } from '../collect/audit.ts'
import type { RunHost } from '../collect/run/run-host.ts'
import { Progress } from '../collect/run/progress.ts'
import { needsOf } from '../findings/load-checks.ts'
import { withFindings } from '../findings/with-findings.ts'
import type { ProcessTable } from '../lib/files/file-lock.ts'
import { untouchedHeap } from '../lib/process/heap.ts'
import type { Report } from '../model/report/report.ts'
import type { Instant } from '../model/time.ts'
import { toAuditOptions } from './audit-options.ts'
import { checksRequested, frameworksRequested, settingsOf } from './checks-requested.ts'
import { deletedSince } from './history/deleted-since.ts'
import { keepRun, requireHistory } from './history/keep-run.ts'
import { toWire } from './to-wire.ts'
import type { AuditRequest } from './requests.ts'

/** What an audit uses of the process that it runs in. */
export interface LibraryHost {
  env: Readonly<Record<string, string | undefined>>
  processes: ProcessTable
  /** The machine's clock. */
  now(): Instant
}

/** Audits, and judges the report by the requested checks. */
export async function runAudit(request: AuditRequest, host: LibraryHost): Promise<Report> {
  const { onMessage = () => {}, signal = new AbortController().signal, history } = request
  const asked = toAuditOptions(request)
  const frameworks = frameworksRequested(request)
  const checks = await checksRequested(request.checks ?? [], frameworks)
  if (history !== undefined) requireHistory(history)
  const { wire, regions, sampleArchive } = await awsOf(request, host)
  const states = [...new Set(checks.flatMap(({ watches = [] }) => watches))]
  const options = {
    ...asked,
    regions: asked.regions ?? regions,
    needs: needsOf(checks, { asksOpa: false, findsDependents: asked.dependents !== null, also: asked.needs }),
    looks: { ...asked.looks, states },
  }
  const runHost: RunHost = {
    env: request.env ?? host.env,
    processes: host.processes,
    heap: untouchedHeap,
    now: host.now,
    wire,
    signal,
    progress: new Progress(),
    asker: () => null,
    warn: onMessage,
    debug: () => {},
    ...defined({ sampleArchive }),
    ...(history !== undefined && { deletedSince: report => deletedSince(history, report) }),
  }
  await disableSdkVersionWarning()
  const { report, notes } = await audit(options, runHost)
  for (const note of notes) onMessage(note)
  const settings = settingsOf(request)
  const judged = await withFindings(report, { checks, settings, frameworks, opa: null, mutelist: null, baseline: null })
  // As on the command line, a run that was stopped is not kept.
  const problem = history === undefined || signal.aborted ? null : keepRun(history, judged)
  if (problem !== null) onMessage(problem)
  return judged
}

async function awsOf({ demo, wire }: AuditRequest, { now }: LibraryHost) {
  if (demo !== true) return { wire: wire === undefined ? null : toWire(wire), regions: null, sampleArchive: undefined }
  const { demoWire } = await import('../simulation/wire/demo-wire.ts')
  const simulated = demoWire(now())
  return { wire: simulated, regions: simulated.regions, sampleArchive: simulated.archive }
}
