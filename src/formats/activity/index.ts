import type { Registry } from '../../lib/registry.ts'
import type { Activity } from '../../model/assessments/activity.ts'
import { assessmentFormats } from '../assessment/index.ts'
import type { Format } from '../format.ts'

/** Every `--output` format of `kms-audit activity`. The default comes first. */
export const activityFormats: Registry<Format<Activity>> = assessmentFormats<Activity, Registry<Format<Activity>>>({
  table: () => import('./table.ts'),
  csv: () => import('./csv.ts'),
  html: () => import('./html.ts'),
})
