import { stringify } from 'csv-stringify/sync'
import { safeText } from '../../lib/text/safe-text.ts'
import type { ReportTrend, TrendMonth } from '../../model/history/report-trend.ts'
import type { Format } from '../format.ts'

const csv: Format<ReportTrend> = {
  title: 'one line per month for spreadsheets and scripts (RFC 4180)',
  *render({ months }) {
    const rows = months.map(month => COLUMNS.map(([, value]) => value(month)))
    yield stringify([COLUMNS.map(([name]) => name), ...rows], { record_delimiter: '\r\n', escape_formulas: true })
  },
}

export default csv

/** An unknown number is an empty cell. */
const COLUMNS: readonly (readonly [name: string, value: (month: TrendMonth) => string | number | null])[] = [
  ['Month', ({ month }) => month],
  ['GeneratedAt', one => one.generated_at],
  ['Keys', ({ keys }) => keys],
  ['Unused', ({ unused }) => unused],
  ['NewlyUnused', one => one.newly_unused],
  ['UnknownUse', ({ unknown }) => unknown],
  ['MonthlyCost', one => one.monthly_cost],
  ['PotentialSavings', one => one.potential_savings],
  ['RealizedSavings', one => one.realized_savings],
  ['RealizedTotal', one => one.realized_total],
  ['OpenFindings', one => one.open_findings?.total ?? null],
  ['Critical', one => one.open_findings?.critical ?? null],
  ['High', one => one.open_findings?.high ?? null],
  ['Medium', one => one.open_findings?.medium ?? null],
  ['Low', one => one.open_findings?.low ?? null],
  ['Info', one => one.open_findings?.info ?? null],
  ['Partial', one => (one.is_partial ? 'True' : 'False')],
  ['Notes', ({ notes }) => safeText(notes.join('; '))],
  ['Report', ({ name }) => safeText(name)],
]
