import { shellWord } from '../../lib/text/shell-word.ts'
import type { ComplianceAssessment, EncryptedResourceRecord } from '../../model/assessments/compliance.ts'
import type { AssessmentCheck, SubjectResult } from '../assessment-check.ts'
import { fail, pass, type Result, unknown } from '../check.ts'
import { subjectOf, typesById } from './shared/encrypted-resources.ts'

const check: AssessmentCheck<ComplianceAssessment> = {
  id: 'bucket-kms-security',
  title: 'S3 buckets should be encrypted with KMS keys that have no finding of medium severity or worse',
  severity: 'medium',
  why: 'Objects are as safe as the key that encrypts them: who can use the key in ways that its owner did not intend can get closer to the data, and a key that is disabled or deleted takes the objects with it.',
  docs: 'https://docs.aws.amazon.com/AmazonS3/latest/userguide/UsingKMSEncryption.html',
  *judge(collected) {
    const types = typesById(collected)
    for (const one of collected.resources)
      if (one.kms_security_status !== undefined)
        yield { ...subjectOf(one, types), ...relatedOf(one), result: securityResult(one) }
  },
}

function securityResult({
  kms_security_status: status,
  kms_security_reason: reason,
  key_arn: arn,
}: EncryptedResourceRecord): Result {
  if (status === 'secure') return pass
  if (status === 'unknown') return unknown(reason ?? 'The findings of the key are not known.')
  return fail(`The key of the bucket has a finding: ${reason ?? 'its details are not known'}`, {
    remedy: `kms-audit key ${shellWord(arn ?? '')}`,
    advice: 'Fix the finding of the key.',
  })
}

/** The finding of the key, so that Security Hub shows both together. */
function relatedOf({
  linked_kms_finding_id: id,
  key_arn: arn,
}: EncryptedResourceRecord): Pick<SubjectResult, 'related'> {
  const [, , , region = '', account_id = ''] = (arn ?? '').split(':')
  return id === null || id === undefined ? {} : { related: [{ account_id, region, finding_id: id }] }
}

export default check
