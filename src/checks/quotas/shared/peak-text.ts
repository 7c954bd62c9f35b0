import { rateText } from '../../../lib/text/rate-text.ts'
import { minuteText } from '../../../model/time.ts'
import type { QuotaRecord } from '../../../model/assessments/quotas.ts'

/** `9,120 of 10,000 requests per second (91 %)` */
export const peakText = ({ peak_per_second: peak, per_second: quota, used_percent: used }: QuotaRecord): string =>
  `${rateText(peak ?? 0)} of ${rateText(quota)} requests per second (${Math.round(used ?? 0)} %)`

/** `on average over the minute of 2026-11-20 14:30 UTC` */
export function peakTimeText({ peak_at: at, peak_seconds: seconds }: QuotaRecord): string {
  const span =
    seconds === 60 ? 'the minute' : seconds === 3600 ? 'the hour' : `the ${Math.round((seconds ?? 0) / 60)} minutes`
  return at === null ? '' : `on average over ${span} from ${minuteText(Date.parse(at))}`
}
