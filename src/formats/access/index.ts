import type { AccessAssessment } from '../../model/assessments/access.ts'
import { assessmentFormats } from '../assessment/index.ts'
import type { Format } from '../format.ts'
import type { Registry } from '../../lib/registry.ts'

/** The formats of `kms-audit access`. The default comes first. */
export const accessFormats = assessmentFormats<AccessAssessment, Registry<Format<AccessAssessment>>>({
  table: () => import('./table.ts'),
  csv: () => import('./csv.ts'),
})
