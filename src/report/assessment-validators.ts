import type { ValidateFunction } from 'ajv'
import type { Assessment, AssessmentKind } from '../model/assessments/assessment.ts'

/** The validator of each kind of assessment whose results can be read again. One file and one line each. */
export const assessmentValidators: Readonly<
  Partial<Record<AssessmentKind, () => Promise<{ validate: ValidateFunction<Assessment> }>>>
> = {
  access: () => import('./validators/access.ts'),
  secrets: () => import('./validators/secrets.ts'),
  compliance: () => import('./validators/compliance.ts'),
  quotas: () => import('./validators/quotas.ts'),
  activity: () => import('./validators/activity.ts'),
}
