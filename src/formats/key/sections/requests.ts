import { countText } from '../../../lib/text/numbers.ts'
import { perColumn, sparkline } from '../sparkline.ts'
import { notInReport } from '../missing.ts'
import { type Section, type SheetInput, text } from '../sheet.ts'

/** Requests by operation and day. */
export function requestsSection({ key, report, charset, width }: SheetInput): Section {
  const days = report.request_days
  const title = days === undefined ? 'Requests' : `Requests in ${days} days`
  const { request_history: history, monthly_usage: total } = key
  if (days === undefined || total === undefined) return { title, blocks: [text('Requests were not counted.')] }
  if (total === null) return { title, blocks: [text('Not known: CloudWatch did not return complete counts.')] }
  if (history === undefined || history === null) {
    return {
      title,
      blocks: [text(`${countText(total)} requests.`), notInReport('requests by operation and day')],
    }
  }
  if (history.operations.length === 0) return { title, blocks: [text('None, as far as CloudWatch counted.')] }
  const names = Math.max(...history.operations.map(({ operation }) => operation.length))
  const counts = Math.max(...history.operations.map(each => countText(each.total).length))
  const peaks = Math.max(...history.operations.map(({ daily }) => countText(Math.max(...daily)).length))
  const room = Math.max(10, width - names - counts - peaks - PEAK.length - 7)
  const lines = history.operations.map(({ operation, total: sum, daily }) => {
    const chart = sparkline(daily, room, charset)
    return `${operation.padEnd(names)}  ${countText(sum).padStart(counts)}  ${chart}  ${PEAK} ${countText(Math.max(...daily)).padStart(peaks)}`
  })
  return {
    title,
    blocks: [
      { kind: 'drawing', lines },
      text(
        `${countText(total)} requests by day (UTC) since ${history.since}, each operation to its own scale${columnText(history.operations[0]?.daily.length ?? 0, room)}.`,
      ),
    ],
  }
}

function columnText(days: number, room: number): string {
  const size = perColumn(days, room)
  return size === 1 ? '' : `, ${size} days a column`
}

const PEAK = 'peak'
