import type * as records from '../../src/model/assessments/quotas.ts'
import type * as schema from './quotas-by-schema.ts'
import type { Same } from './same-types.ts'

/** Does not compile if a type of `kms-audit quotas` differs from its definition in the schema. */
export const isSameAsQuotasSchema: Same<Types, Definitions> = {
  document: true,
  window: true,
  resolution: true,
  thresholds: true,
  quota: true,
  day: true,
  failedCalls: true,
  operationCalls: true,
}

interface Types {
  document: records.QuotasAssessment
  window: records.QuotaWindow
  resolution: records.ResolutionRecord
  thresholds: records.QuotaThresholds
  quota: records.QuotaRecord
  day: records.QuotaDay
  failedCalls: records.FailedCallsRecord
  operationCalls: records.OperationCalls
}

interface Definitions {
  document: schema.Quotas
  window: schema.Window
  resolution: schema.Resolution
  thresholds: schema.Thresholds
  quota: schema.Quota
  day: schema.Day
  failedCalls: schema.FailedCalls
  operationCalls: schema.OperationCalls
}
