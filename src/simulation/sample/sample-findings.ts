import { DAY, isoTime, type Instant } from '../../model/time.ts'
import { sampleId } from './sample-key.ts'
import type { SimFinding } from '../world/sim-security-hub.ts'
import { keyArn } from '../world/world.ts'

/** Findings that were sent a month ago and are resolved now: one key rotates since then, the other was deleted. */
export const sampleFindings = (now: Instant, account: string): SimFinding[] => [
  finding('rotation-off', 'orders', 'KMS keys should have automatic rotation enabled', now, account),
  finding('key-unused', 'legacy/intranet', 'KMS keys should be in use', now, account),
]

const REGION = 'us-east-1'

function finding(check: string, key: string, title: string, now: Instant, account: string): SimFinding {
  const at = isoTime(now - 31 * DAY)
  const severity = { Label: 'MEDIUM', Original: 'medium' }
  return {
    SchemaVersion: '2018-10-08',
    Id: `kms-audit/${check}/${account}/${REGION}/${sampleId(key)}`,
    ProductArn: `arn:aws:securityhub:${REGION}:${account}:product/${account}/default`,
    GeneratorId: `kms-audit/${check}`,
    AwsAccountId: account,
    CreatedAt: at,
    UpdatedAt: at,
    Severity: severity,
    FindingProviderFields: { Severity: severity },
    Title: title,
    Description: title,
    Resources: [
      {
        Type: 'AwsKmsKey',
        Id: keyArn({ partition: 'aws', id: account }, REGION, sampleId(key)),
        Details: { AwsKmsKey: { KeyManager: 'CUSTOMER' } },
      },
    ],
    Compliance: { Status: 'FAILED' },
    RecordState: 'ACTIVE',
    Workflow: { Status: 'NEW' },
  }
}
