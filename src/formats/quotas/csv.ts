import { stringify } from 'csv-stringify/sync'
import { safeText } from '../../lib/text/safe-text.ts'
import type { QuotaRecord, QuotasAssessment } from '../../model/assessments/quotas.ts'
import type { Format } from '../format.ts'

const csv: Format<QuotasAssessment> = {
  title: 'one line per quota for spreadsheets and scripts (RFC 4180)',
  *render({ quotas }) {
    const rows = quotas.map(quota => COLUMNS.map(([, value]) => value(quota)))
    yield stringify([COLUMNS.map(([name]) => name), ...rows], { record_delimiter: '\r\n', escape_formulas: true })
  },
}

export default csv

/** An unknown number is an empty cell. */
const COLUMNS: readonly (readonly [name: string, value: (quota: QuotaRecord) => string | number | null])[] = [
  ['AccountId', one => one.account_id],
  ['Region', one => one.region],
  ['QuotaCode', one => safeText(one.quota_code)],
  ['QuotaName', one => safeText(one.quota_name)],
  ['Operation', one => safeText(one.operation ?? '')],
  ['QuotaPerSecond', one => one.per_second],
  ['DefaultPerSecond', one => one.default_per_second],
  ['Source', one => one.source],
  ['Adjustable', one => (one.adjustable === null ? null : one.adjustable ? 'True' : 'False')],
  ['Status', one => one.status],
  ['Calls', one => one.calls],
  ['Throttled', one => one.throttled],
  ['LastThrottledAt', one => one.last_throttled_at],
  ['PeakPerSecond', one => one.peak_per_second],
  ['PeakAt', one => one.peak_at],
  ['PeakSeconds', one => one.peak_seconds],
  ['UsedPercent', one => one.used_percent],
  ['HeadroomPerSecond', one => one.headroom_per_second],
  ['UsualPerSecond', one => one.usual_per_second],
  ['ThrottleStatus', one => one.throttle_status],
]
