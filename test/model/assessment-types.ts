import type * as records from '../../src/model/assessments/assessment.ts'
import type * as schema from './assessment-by-schema.ts'
import type { Same } from './same-types.ts'

/** Does not compile if a type of all assessments differs from its definition in the schema. */
export const isSameAsAssessmentSchema: Same<Types, Definitions> = { scope: true, place: true }

interface Types {
  scope: records.AssessmentScope
  place: records.AssessmentPlace
}

interface Definitions {
  scope: schema.Scope
  place: schema.Place
}
