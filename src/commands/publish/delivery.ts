import { shownReport } from '../../findings/shown-report.ts'
import type { Format } from '../../formats/format.ts'
import { formats } from '../../formats/index.ts'
import { load } from '../../lib/registry.ts'
import type { PublishRequest } from '../../model/options/publish-options.ts'
import { deriveReport } from '../../report/derive/derive-report.ts'
import { matchRegions } from '../../report/report-regions.ts'
import { nameOfReport } from '../../report/saved-report.ts'
import type { Report } from '../../model/report/report.ts'
import type { Delivery, Sink } from '../../sinks/sink.ts'
import type { Host } from '../shared/host.ts'
import { surfaceOf } from '../shared/outputs.ts'
import { rerunOf } from '../shared/show-report.ts'
import type { Task } from '../shared/task.ts'
import type { SentReport } from './report-to-send.ts'

/** What is sent, and to which sinks. */
export interface Sending {
  chosen: readonly Sink[]
  sent: SentReport
  task: Task
  request: PublishRequest
  host: Host
}

/** Returns what one sink works with. */
export async function deliveryOf(
  sink: Sink,
  { chosen, sent: { report, changes }, task, request, host }: Sending,
  showProgress: Delivery['showProgress'],
): Promise<Delivery> {
  const { publish, show } = request
  const isWhole = chosen.some(({ takes }) => takes === 'findings')
  const content =
    sink.takes === 'findings' ? report : await shownReport(isWhole ? await narrowed(report, request) : report, show)
  return {
    report: content,
    changes,
    settings: publish.settings,
    minSeverity: show.severity,
    regions: matchRegions(report, publish.regions),
    signal: task.interruption.signal,
    render: async format => {
      const { render } = await load<Format>(formats, format)
      const view = { ...surfaceOf({ format, file: format }, show, host.io), unicode: true }
      return render(content, { ...view, rerun: rerunOf(show.rerun, host.io.env) })
    },
    showProgress,
  }
}

/** The part of a saved report that `-r` selects, if the report was read whole for another sink. */
async function narrowed(report: Report, { saved, publish: { regions } }: PublishRequest): Promise<Report> {
  if (saved === null || regions === null) return report
  const name = nameOfReport(saved.path)
  return (await deriveReport(report, { ...saved, regions, accounts: [], exceptAccounts: [] }, name)).report
}
