import type { ComplianceAssessment, EncryptedResourceRecord } from '../../model/assessments/compliance.ts'
import type { KeyKind } from '../../model/encryption.ts'
import type { AssessmentCheck } from '../assessment-check.ts'
import { fail, notApplicable, pass, type Result, unknown } from '../check.ts'
import { remedyOf, subjectOf, typesById } from './shared/encrypted-resources.ts'

const check: AssessmentCheck<ComplianceAssessment> = {
  id: 'resource-key-manager',
  title: 'AWS resources should be encrypted with customer managed keys where the policy requires it',
  severity: 'medium',
  why: 'The policy of a customer managed key decides who can read the data, also in other accounts, and the key can be disabled. Policies of AWS managed keys cannot be changed, and keys that AWS owns are not in your account at all.',
  docs: 'https://docs.aws.amazon.com/kms/latest/developerguide/concepts.html',
  controls: [
    { framework: 'AWS Security Hub CSPM', id: 'CloudTrail.2', about: ['AWS::CloudTrail::Trail'] },
    { framework: 'AWS Security Hub CSPM', id: 'ECR.5', about: ['AWS::ECR::Repository'] },
  ],
  *judge(collected) {
    const types = typesById(collected)
    for (const one of collected.resources)
      if (one.required === 'customer_managed') yield { ...subjectOf(one, types), result: managerResult(one, types) }
  },
}

function managerResult(one: EncryptedResourceRecord, types: ReturnType<typeof typesById>): Result {
  const { compliant, key_kind: kind, reason } = one
  if (compliant === true) return pass
  if (kind === 'none') return notApplicable('It is not encrypted at all: see resource-encryption.')
  if (compliant === null) return unknown(reason ?? 'It is not known whether the key is customer managed.')
  const singular = types.get(one.type)?.singular ?? one.type
  return fail(`The ${singular} is encrypted with ${KEYS[kind]}.`, remedyOf(one, types))
}

const KEYS: Readonly<Record<KeyKind, string>> = {
  none: 'no key',
  aws_owned: 'a key that AWS owns',
  aws_managed: 'an AWS managed key',
  customer_managed: 'a customer managed key',
  other_account: 'a key of another account',
  unknown: 'a key that is not known',
}

export default check
