import type { Report } from '../../../model/report/report.ts'
import type { View } from '../../format.ts'
import { labelledLines } from '../labelled-lines.ts'
import { headingText } from './heading-text.ts'
import { pipedFindings } from './piped-findings.ts'
import { terminalFindings } from './terminal-findings.ts'

/** Draws the findings that failed or could not be decided, the worst first. Draws nothing if no check was asked for. */
export function* drawFindings(report: Report, view: View): Generator<string> {
  if (report.findings === undefined) return
  yield `\n${labelledLines('Findings', headingText(report.findings), view)}\n`
  yield* view.terminal ? terminalFindings(report, view) : pipedFindings(report)
}
