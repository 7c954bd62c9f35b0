import type { Registry } from '../../lib/registry.ts'
import type { ReportDiff } from '../../model/history/report-diff.ts'
import type { Format } from '../format.ts'

/** Every `--output` format of `kms-audit diff`. */
export const diffFormats = {
  table: () => import('./table.ts'),
  json: () => import('./json.ts'),
  markdown: () => import('./markdown.ts'),
  html: () => import('./html.ts'),
} satisfies Registry<Format<ReportDiff>>

export const diffFormatIds = Object.keys(diffFormats) as ['table', ...string[]]
