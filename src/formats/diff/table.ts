import type { ReportDiff } from '../../model/history/report-diff.ts'
import type { Format } from '../format.ts'
import { pipedChanges } from './table/piped-changes.ts'
import { diffSummary } from './table/diff-summary.ts'
import { terminalChanges } from './table/terminal-changes.ts'

const table: Format<ReportDiff> = {
  title: 'the differences by kind, and a summary',
  *render(diff, view) {
    if (diff.changes.length + diff.findings.length > 0) {
      yield* view.terminal ? terminalChanges(diff, view) : pipedChanges(diff)
      yield '\n'
    }
    yield diffSummary(diff, view)
  },
}

export default table
