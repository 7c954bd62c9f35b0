import type { Options } from '../../model/options/options.ts'
import type { Report } from '../../model/report/report.ts'
import type { Host } from '../shared/host.ts'
import type { Interruption } from '../shared/interruptible.ts'
import { savedReport } from '../shared/saved.ts'
import { auditAndJudge, taskOf } from '../shared/task.ts'

/** The report of an audit or a saved one, with notes for stderr. */
export async function readKeys(
  run: Options,
  host: Host,
  interruption: Interruption,
): Promise<{ report: Report; notes: readonly string[] }> {
  if (run.saved !== null) return { report: await savedReport(run.saved, run, host), notes: [] }
  return auditAndJudge(await taskOf(run, host, interruption), run, host)
}
