import type { Registry } from '../lib/registry.ts'
import type { AssessmentKind } from '../model/assessments/assessment.ts'

/** The checks of each assessment, which run with its command. Each is one file and one line here. */
export const assessmentChecks = {
  activity: {},
  compliance: {},
  secrets: {},
  access: {},
  quotas: {},
} satisfies Readonly<Record<AssessmentKind, Registry<unknown>>>
