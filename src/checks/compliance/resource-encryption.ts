import type { ComplianceAssessment, EncryptedResourceRecord } from '../../model/assessments/compliance.ts'
import type { AssessmentCheck } from '../assessment-check.ts'
import { fail, notApplicable, pass, type Result, unknown } from '../check.ts'
import { remedyOf, subjectOf, typesById } from './shared/encrypted-resources.ts'
import { unreadTypes } from './shared/unread-types.ts'

const check: AssessmentCheck<ComplianceAssessment> = {
  id: 'resource-encryption',
  title: 'AWS resources that store data should be encrypted at rest',
  severity: 'medium',
  why: 'Anyone who gets a copy of a disk, snapshot or backup that is not encrypted can read it. A KMS key adds a second permission that every read needs, and CloudTrail records its use.',
  docs: 'https://docs.aws.amazon.com/kms/latest/developerguide/overview.html',
  *judge(collected) {
    const types = typesById(collected)
    for (const one of collected.resources) yield { ...subjectOf(one, types), result: resultOf(one, types) }
    yield* unreadTypes(
      collected,
      ({ plural }, why) => `Not all ${plural} were read, so that some may be unencrypted: ${why}`,
    )
  },
}

function resultOf(one: EncryptedResourceRecord, types: ReturnType<typeof typesById>): Result {
  const { key_kind: kind, required, reason } = one
  const singular = types.get(one.type)?.singular ?? one.type
  if (required === 'nothing') return notApplicable('The policy exempts it from encryption.')
  if (kind === 'unknown') return unknown(reason ?? 'Its key is unknown.')
  if (kind !== 'none') return pass
  return fail(`The ${singular} is not encrypted.`, remedyOf(one, types))
}

export default check
