import type * as records from '../../src/model/assessments/access.ts'
import type * as schema from './access-by-schema.ts'
import type { Same } from './same-types.ts'

/** Does not compile if a type of `kms-audit access` differs from its definition in the schema. */
export const isSameAsAccessSchema: Same<Types, Definitions> = {
  whole: true,
  answer: true,
  link: true,
  notEvaluated: true,
  trial: true,
}

interface Types {
  whole: Omit<records.AccessAssessment, 'findings' | 'gaps' | 'scope'>
  answer: records.AccessRecord
  link: records.AccessLink
  notEvaluated: records.NotEvaluated
  trial: records.AccessTrial
}

interface Definitions {
  whole: Omit<schema.AccessAssessment, 'findings' | 'gaps' | 'scope'>
  answer: schema.Answer
  link: schema.Link
  notEvaluated: schema.NotEvaluated
  trial: schema.Trial
}
