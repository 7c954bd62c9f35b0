import type { AccessAssessment } from '../../model/assessments/access.ts'
import type { Registry } from '../../lib/registry.ts'
import type { Format } from '../format.ts'

/** Every `--output` format of `kms-audit access`, which has no findings. The first is the default. */
export const accessFormats: Registry<Format<AccessAssessment>> = {
  table: () => import('./table.ts'),
  csv: () => import('./csv.ts'),
  html: () => import('./html.ts'),
  json: () => import('../assessment/json.ts'),
}
