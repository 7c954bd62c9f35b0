import type * as records from '../../src/model/assessments/compliance.ts'
import type * as schema from './compliance-by-schema.ts'
import type { Same } from './same-types.ts'

/** Does not compile if a type of `kms-audit compliance` differs from its definition in the schema. */
export const isSameAsComplianceSchema: Same<Types, Definitions> = {
  document: true,
  policy: true,
  counts: true,
  type: true,
  typeCounts: true,
  ebsDefault: true,
  resource: true,
}

interface Types {
  document: records.ComplianceAssessment
  policy: records.EncryptionPolicyRecord
  counts: records.EncryptionCounts
  type: records.EncryptedTypeRecord
  typeCounts: records.TypeCountsRecord
  ebsDefault: records.EbsDefaultRecord
  resource: records.EncryptedResourceRecord
}

interface Definitions {
  document: schema.ComplianceAssessment
  policy: schema.Policy
  counts: schema.Counts
  type: schema.Type
  typeCounts: schema.TypeCounts
  ebsDefault: schema.EbsDefault
  resource: schema.Resource
}
