import type { Registry } from '../../lib/registry.ts'
import type { SecretsAssessment } from '../../model/assessments/secrets.ts'
import { assessmentFormats } from '../assessment/index.ts'
import type { Format } from '../format.ts'

/** Every `--output` format of `kms-audit secrets`. The first is the default. */
export const secretsFormats = assessmentFormats<SecretsAssessment, Registry<Format<SecretsAssessment>>>({
  table: () => import('./table.ts'),
  csv: () => import('./csv.ts'),
  html: () => import('./html.ts'),
})
