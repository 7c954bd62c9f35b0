import type { ReportDiff } from '../../model/history/report-diff.ts'
import type { Format } from '../format.ts'
import { plainJson, StreamedList, writeJson } from '../json/json-writer.ts'

const json: Format<ReportDiff> = {
  title: 'every difference as one document, for scripts',
  *render(diff) {
    const { not_comparable, findings, changes, ...rest } = diff
    const lists = {
      not_comparable: streamedItems(not_comparable),
      findings: streamedItems(findings),
      changes: streamedItems(changes),
    }
    yield* writeJson({ ...rest, ...lists })
    yield '\n'
  },
}

export default json

/** In a list of more than 1,000 items each takes one line, as in a report. */
const streamedItems = (items: readonly object[]): StreamedList<object> =>
  new StreamedList(items, (item, indent) => plainJson(item, items.length > 1000 ? null : indent))
