import type { Report } from '../../model/report.ts'
import type { View } from '../format.ts'
import { factLines } from './summary/fact-lines.ts'
import { headingText } from './findings/heading.ts'
import { pipedFindings } from './findings/piped.ts'
import { terminalFindings } from './findings/terminal.ts'

/** What fails and what could not be decided, worst first. Nothing where no check was asked for. */
export function* drawFindings(report: Report, view: View): Generator<string> {
  if (report.findings === undefined) return
  yield `\n${factLines('Findings', headingText(report.findings), view)}\n`
  yield* view.terminal ? terminalFindings(report, view) : pipedFindings(report)
}
