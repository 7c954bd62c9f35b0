import type { Operation } from '../operations/operations.ts'
import type { AssessmentKind } from './assessment.ts'

/** The operations that each assessment calls, besides entering accounts and listing Regions. */
export const ASSESSMENT_OPERATIONS: Readonly<Record<AssessmentKind, readonly Operation[]>> = {
  activity: [],
  compliance: [],
  secrets: [],
  access: [],
  quotas: [],
}
