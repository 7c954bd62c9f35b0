import type { Registry } from '../../lib/registry.ts'
import type { ComplianceAssessment } from '../../model/assessments/compliance.ts'
import { assessmentFormats } from '../assessment/index.ts'
import type { Format } from '../format.ts'

// The formats of kms-audit compliance: one file and one line each. The first is the default.
export const complianceFormats = assessmentFormats<ComplianceAssessment, Registry<Format<ComplianceAssessment>>>({
  table: () => import('./table.ts'),
  csv: () => import('./csv.ts'),
  html: () => import('./html.ts'),
})
