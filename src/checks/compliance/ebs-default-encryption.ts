import type { ComplianceAssessment } from '../../model/assessments/compliance.ts'
import type { AssessmentCheck } from '../assessment-check.ts'
import { fail, pass, type Result, unknown } from '../check.ts'

const OPERATION = 'ec2:GetEbsEncryptionByDefault'

const check: AssessmentCheck<ComplianceAssessment> = {
  id: 'ebs-default-encryption',
  title: 'EBS default encryption should be enabled in each Region',
  severity: 'medium',
  why: 'Without the setting, each person and each tool must remember to encrypt a volume, and the encryption of a volume cannot be changed later. With it, all new volumes and copies of snapshots are encrypted.',
  docs: 'https://docs.aws.amazon.com/ebs/latest/userguide/encryption-by-default.html',
  controls: [{ framework: 'AWS Security Hub CSPM', id: 'EC2.7' }],
  *judge({ ebs_defaults: defaults }, context) {
    for (const { account_id, region, encryption_by_default: isEncrypted } of defaults) {
      const result = ((): Result => {
        if (isEncrypted === true) return pass
        if (isEncrypted === false)
          return fail(
            `New EBS volumes are not encrypted by default in ${region}.`,
            `aws ec2 enable-ebs-encryption-by-default --region ${region}`,
          )
        return unknown(context.why({ account_id, region }, [OPERATION]) ?? `${OPERATION} could not be called.`)
      })()
      yield { account_id, region, result }
    }
  },
}

export default check
