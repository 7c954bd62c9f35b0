import type { Registry } from '../../lib/registry.ts'
import type { QuotasAssessment } from '../../model/assessments/quotas.ts'
import { assessmentFormats } from '../assessment/index.ts'
import type { Format } from '../format.ts'

/** Every `--output` format of `kms-audit quotas`. */
export const quotasFormats = assessmentFormats<QuotasAssessment, Registry<Format<QuotasAssessment>>>({
  table: () => import('./table.ts'),
  csv: () => import('./csv.ts'),
  html: () => import('./html.ts'),
})
