import { shellWord } from '../../lib/text/shell-word.ts'
import type { ComplianceAssessment } from '../../model/assessments/compliance.ts'
import type { AssessmentCheck } from '../assessment-check.ts'
import { fail, pass } from '../check.ts'
import { subjectOf, typesById } from './shared/encrypted-resources.ts'

const check: AssessmentCheck<ComplianceAssessment> = {
  id: 'bucket-key',
  title: 'S3 buckets that encrypt with KMS keys should use S3 Bucket Keys',
  severity: 'low',
  why: 'Without a bucket key, S3 calls KMS for every object that is written or read. A bucket key reduces these calls, and their cost, by up to 99 percent.',
  docs: 'https://docs.aws.amazon.com/AmazonS3/latest/userguide/bucket-key.html',
  *judge(collected) {
    const types = typesById(collected)
    for (const one of collected.resources) {
      if (one.bucket_key === null) continue
      const subject = subjectOf(one, types)
      if (one.bucket_key) yield { ...subject, result: pass }
      else
        yield { ...subject, result: fail('The bucket encrypts with a KMS key, but has no bucket key.', remedyFor(one)) }
    }
  },
}

/** The same default encryption, with a bucket key. */
function remedyFor({ id, key, region }: { id: string; key: string | null; region: string }) {
  const byDefault = { SSEAlgorithm: 'aws:kms', ...(key !== null && { KMSMasterKeyID: key }) }
  const rules = JSON.stringify({
    Rules: [{ ApplyServerSideEncryptionByDefault: byDefault, BucketKeyEnabled: true }],
  })
  return {
    remedy: `aws s3api put-bucket-encryption --bucket ${shellWord(id)} --server-side-encryption-configuration ${shellWord(rules)} --region ${region}`,
    advice:
      'It applies to new objects. With a bucket key, the encryption context of KMS is the ARN of the bucket, not of the object: change policies that name objects first.',
  }
}

export default check
