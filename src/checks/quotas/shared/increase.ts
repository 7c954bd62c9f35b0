import { shellWord } from '../../../lib/text/shell-word.ts'
import type { QuotaRecord } from '../../../model/assessments/quotas.ts'
import type { Fix } from '../../check.ts'

/** Asks AWS for twice the highest rate, and says first how to need less. */
export function increaseFix({
  quota_code: code,
  region,
  adjustable,
  peak_per_second: peak,
  per_second: quota,
}: QuotaRecord): Fix {
  if (adjustable === false) return { remedy: '', advice: `${FEWER}\nAWS does not increase this quota.` }
  const desired = Math.ceil(Math.max(quota * 1.5, (peak ?? 0) * 2))
  return {
    remedy: `aws service-quotas request-service-quota-increase --service-code kms --quota-code ${shellWord(code)} --desired-value ${desired} --region ${shellWord(region)}`,
    advice: FEWER,
  }
}

/**
 * https://docs.aws.amazon.com/AmazonS3/latest/userguide/bucket-key.html,
 * https://docs.aws.amazon.com/kms/latest/developerguide/throttling.html
 */
const FEWER =
  'First try to make fewer requests: S3 Bucket Keys, a longer data key reuse period of SQS, caching of data keys, and retries with backoff. Then ask AWS for a higher quota, with a value that fits.'
