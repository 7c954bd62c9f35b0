import type { Registry } from '../../lib/registry.ts'
import type { ReportTrend } from '../../model/history/report-trend.ts'
import type { Format } from '../format.ts'

/** Every `--output` format of `kms-audit trend`. */
export const trendFormats = {
  table: () => import('./table.ts'),
  csv: () => import('./csv.ts'),
  json: () => import('./json.ts'),
  html: () => import('./html.ts'),
} satisfies Registry<Format<ReportTrend>>

export const trendFormatIds = Object.keys(trendFormats) as ['table', ...string[]]
