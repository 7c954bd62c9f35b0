import { expect, test } from 'vitest'
import type { AsffFinding } from '../../src/formats/asff/asff-finding.ts'
import type { ComplianceAssessment } from '../../src/model/assessments/compliance.ts'
import { sampleWithFewGrants } from '../sample-world.ts'
import { run } from '../run.ts'
import { NOW } from '../simulation/services/clients.ts'

const WORDS = ['compliance', '--types', 's3-bucket', '-r', 'us-east-1,eu-west-1']

/** The sample account, whose auditor lacks these permissions. */
function world(deniedActions: readonly string[] = []) {
  const sample = sampleWithFewGrants(NOW)
  return { ...sample, accounts: sample.accounts.map(account => ({ ...account, deniedActions })) }
}

const buckets = ({ resources }: ComplianceAssessment) => new Map(resources.map(one => [one.id, one]))

test('bucket security: a failing finding of the key makes a bucket insecure, and is linked', async () => {
  const { out } = await run([...WORDS, '-o', 'json'], world())
  const found = buckets(JSON.parse(out) as ComplianceAssessment)
  expect(found.get('example-shop-billing-exports')).toMatchObject({
    key_kind: 'customer_managed',
    kms_security_status: 'insecure',
    kms_security_reason: expect.stringContaining('pending-deletion (high)'),
    linked_kms_finding_id: expect.stringMatching(/^kms-audit\/pending-deletion\/111122223333\/us-east-1\/26ddad8a-/),
  })
  expect(found.get('example-shop-documents')).toMatchObject({
    kms_security_status: 'secure',
    kms_security_reason: null,
    linked_kms_finding_id: null,
  })
})

test('bucket security: a key in another account is unknown, and keys of AWS have no status', async () => {
  const { out } = await run([...WORDS, '-o', 'json'], world())
  const found = buckets(JSON.parse(out) as ComplianceAssessment)
  expect(found.get('example-shop-partner-dropbox')).toMatchObject({
    key_kind: 'other_account',
    kms_security_status: 'unknown',
    linked_kms_finding_id: null,
  })
  expect(found.get('example-shop-access-logs')).not.toHaveProperty('kms_security_status')
  expect(found.get('example-shop-website')).not.toHaveProperty('kms_security_status')
})

test('bucket security: a key whose policy cannot be read is unknown, never secure', async () => {
  const { out } = await run([...WORDS, '-o', 'json'], world(['kms:GetKeyPolicy']))
  const whole = JSON.parse(out) as ComplianceAssessment
  const documents = buckets(whole).get('example-shop-documents')
  expect(documents).toMatchObject({ kms_security_status: 'unknown' })
  expect(documents?.kms_security_reason).toContain('kms:GetKeyPolicy')
  const checked = whole.findings.filter(
    ({ check, resource }) => check === 'bucket-kms-security' && resource?.id === 'example-shop-documents',
  )
  expect(checked).toMatchObject([{ status: 'unknown' }])
})

test('bucket security: without a list of keys every bucket is unknown, and the rest of the result stays', async () => {
  const { exit, out } = await run([...WORDS, '-o', 'json'], world(['kms:ListKeys']))
  const found = buckets(JSON.parse(out) as ComplianceAssessment)
  expect(exit).toBe(0)
  expect(found.get('example-shop-documents')).toMatchObject({ kms_security_status: 'unknown' })
  expect(found.size).toBe(9)
})

test('bucket security: only the keys of buckets are audited, and none without such buckets', async () => {
  const { aws } = await run(WORDS, world())
  const keys = new Set(aws.log.filter(({ operation }) => operation === 'kms:DescribeKey').map(({ keyId }) => keyId))
  expect(keys.size).toBe(5)
  expect(aws.calls).not.toHaveProperty('kms:GetKeyLastUsage')
  const other = await run(['compliance', '--types', 'sqs-queue', '-r', 'us-east-1'], world())
  expect(Object.keys(other.aws.calls).filter(operation => operation.startsWith('kms:'))).toEqual(['kms:ListAliases'])
})

test('bucket security: Security Hub gets the finding of the key as a related finding', async () => {
  const { out } = await run([...WORDS, '--check', 'bucket-kms-security', '-o', 'asff'], world())
  const { Findings } = JSON.parse(out) as { Findings: AsffFinding[] }
  const finding = Findings.find(({ Resources }) => Resources[0]?.Id === 'arn:aws:s3:::example-shop-billing-exports')
  expect(finding).toMatchObject({
    Compliance: { Status: 'FAILED' },
    FindingProviderFields: {
      RelatedFindings: [
        {
          ProductArn: 'arn:aws:securityhub:us-east-1:111122223333:product/111122223333/default',
          Id: expect.stringMatching(/^kms-audit\/pending-deletion\//),
        },
      ],
    },
    ProductFields: { 'kms-audit/RelatedFindingId': expect.stringMatching(/^kms-audit\/pending-deletion\//) },
  })
})

test('bucket security: the linked id is that of the finding which an audit sends', async () => {
  const { out } = await run([...WORDS, '-o', 'json'], world())
  const linked = buckets(JSON.parse(out) as ComplianceAssessment).get('example-shop-billing-exports')
  const audit = await run(['-r', 'us-east-1', '--check', 'pending-deletion', '--source', 'none', '-o', 'asff'], world())
  const { Findings } = JSON.parse(audit.out) as { Findings: AsffFinding[] }
  expect(Findings.map(({ Id }) => Id)).toContain(linked?.linked_kms_finding_id)
})
