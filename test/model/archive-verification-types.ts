import type * as records from '../../src/model/archive/archive-verification.ts'
import type * as schema from './archive-verification-by-schema.ts'
import type { Same } from './same-types.ts'

/** Does not compile if a type differs from its definition in the schema: then that `true` must be `false`. */
export const isSameAsVerificationSchema: Same<Types, Definitions> = {
  verification: true,
  summary: true,
  trail: true,
  problem: true,
}

interface Types {
  verification: records.ArchiveVerification
  summary: records.VerificationSummary
  trail: records.VerifiedTrail
  problem: records.VerificationProblem
}

interface Definitions {
  verification: schema.ArchiveVerification
  summary: schema.Summary
  trail: schema.Trail
  problem: schema.Problem
}
