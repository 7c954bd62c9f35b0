import type { ComplianceAssessment, EncryptedTypeRecord } from '../../../model/assessments/compliance.ts'
import type { Judged, SubjectResult } from '../../assessment-check.ts'
import { unknown } from '../../check.ts'
import { typesById } from './encrypted-resources.ts'

/** Yields an unknown result for each type that could not be read in an account and Region, or only in part. */
export function* unreadTypes(
  { types, counts }: Judged<ComplianceAssessment>,
  detailOf: (type: EncryptedTypeRecord, why: string) => string,
): Generator<SubjectResult> {
  const byId = typesById({ types })
  for (const { account_id, region, type: id, status, message } of counts) {
    const type = byId.get(id)
    if (status === 'complete' || type === undefined) continue
    yield { account_id, region, rule: id, result: unknown(detailOf(type, message ?? 'the reason is unknown')) }
  }
}
