import { mkdtemp, writeFile } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { expect, test } from 'vitest'
import type { ComplianceAssessment } from '../../src/model/assessments/compliance.ts'
import { sampleWithFewGrants } from '../sample-world.ts'
import type { SimResources } from '../../src/simulation/world/sim-resources.ts'
import type { SimulatedWorld } from '../../src/simulation/world/world.ts'
import { WireError } from '../../src/simulation/wire/call.ts'
import { run } from '../run.ts'
import { NOW } from '../simulation/services/clients.ts'

const ACCOUNT = '111122223333'
const REGION = 'us-east-1'

/** The sample account with these resources in place of its own. */
function worldWith(resources: SimResources, deniedActions: readonly string[] = []): SimulatedWorld {
  const world = sampleWithFewGrants(NOW)
  return {
    ...world,
    accounts: world.accounts.map(account => ({
      ...account,
      deniedActions,
      regions: Object.fromEntries(
        Object.entries(account.regions).map(([name, region]) => [
          name,
          { ...region, resources: name === REGION ? resources : {} },
        ]),
      ),
    })),
  }
}

async function document(resources: SimResources, words: readonly string[] = []): Promise<ComplianceAssessment> {
  const { out } = await run(['compliance', '-r', REGION, ...words, '-o', 'json'], worldWith(resources))
  return JSON.parse(out) as ComplianceAssessment
}

const keyOf = (id: string) => `arn:aws:kms:${REGION}:${ACCOUNT}:key/${id}`

const sse = (SSEAlgorithm: string, KMSMasterKeyID?: string, BucketKeyEnabled = false) => ({
  Rules: [{ ApplyServerSideEncryptionByDefault: { SSEAlgorithm, KMSMasterKeyID }, BucketKeyEnabled }],
})

test('compliance: a volume without encryption is found, with the first command of its remedy', async () => {
  const volumes = [
    { VolumeId: 'vol-plain', Encrypted: false, Tags: [{ Key: 'team', Value: 'web' }] },
    { VolumeId: 'vol-safe', Encrypted: true, KmsKeyId: keyOf('1c168adb-00d2-48e4-af93-314529f1fa9c') },
  ]
  const { resources, findings, summary } = await document({ 'ec2:DescribeVolumes': volumes }, ['--types', 'ebs-volume'])
  expect(resources).toMatchObject([
    { id: 'vol-plain', key_kind: 'none', compliant: false, tags: [{ TagKey: 'team', TagValue: 'web' }] },
    { id: 'vol-safe', key_kind: 'customer_managed', compliant: true },
  ])
  expect(summary).toMatchObject({ total: 2, encrypted: 1, compliant: 1, non_compliant: 1, rate: 0.5 })
  const failed = findings.find(({ check, status }) => check === 'resource-encryption' && status === 'fail')
  expect(failed).toMatchObject({
    resource: { type: 'AWS::EC2::Volume', id: 'vol-plain' },
    remedy: 'aws ec2 create-snapshot --volume-id vol-plain --region us-east-1',
  })
})

test('compliance: a database with a key that AWS owns is encrypted, although RDS says that its storage is not', async () => {
  const { resources } = await document(
    {
      'rds:DescribeDBInstances': [
        { DBInstanceIdentifier: 'owned', StorageEncrypted: false, StorageEncryptionType: 'sse-rds' },
        { DBInstanceIdentifier: 'plain', StorageEncrypted: false, StorageEncryptionType: 'none' },
      ],
    },
    ['--types', 'rds-instance'],
  )
  expect(resources).toMatchObject([
    { id: 'owned', key_kind: 'aws_owned', compliant: true },
    { id: 'plain', key_kind: 'none', compliant: false },
  ])
})

test('compliance: the key of a bucket decides its kind, never that it is not encrypted', async () => {
  const { resources } = await document(
    {
      's3:GetBucketEncryption': {
        owned: sse('AES256'),
        managed: sse('aws:kms'),
        customer: sse('aws:kms', keyOf('1c168adb-00d2-48e4-af93-314529f1fa9c'), true),
        foreign: sse('aws:kms:dsse', 'arn:aws:kms:us-east-1:444455556666:key/0123abcd-0000-0000-0000-000000000000'),
        gone: sse('aws:kms', 'alias/no-such-alias'),
      },
    },
    ['--types', 's3-bucket'],
  )
  const found = Object.fromEntries(resources.map(one => [one.id, [one.key_kind, one.bucket_key, one.compliant]]))
  expect(found).toEqual({
    owned: ['aws_owned', null, true],
    managed: ['aws_managed', false, true],
    customer: ['customer_managed', true, true],
    foreign: ['other_account', null, true],
    gone: ['unknown', false, null],
  })
})

test('compliance: every page of a list is read', async () => {
  const volumes = Array.from({ length: 2_345 }, (_, at) => ({ VolumeId: `vol-${at}`, Encrypted: at % 2 === 0 }))
  const { summary, counts } = await document({ 'ec2:DescribeVolumes': volumes }, ['--types', 'ebs-volume'])
  expect(summary.total).toBe(2_345)
  expect(counts).toMatchObject([{ type: 'ebs-volume', status: 'complete', key_kinds: { none: 1_172, unknown: 1_173 } }])
})

test('compliance: a refused list is a gap and unknown, and the type has no rate', async () => {
  const words = ['compliance', '-r', REGION, '--types', 'sqs-queue,sns-topic', '-o', 'json', '--strict']
  const { exit, out } = await run(words, worldWith({}, ['sqs:ListQueues']))
  const whole = JSON.parse(out) as ComplianceAssessment
  expect(exit).toBe(4)
  expect(whole.counts).toMatchObject([
    { type: 'sqs-queue', status: 'partial', rate: null },
    { type: 'sns-topic', status: 'complete' },
  ])
  expect(whole.findings).toMatchObject([{ check: 'resource-encryption', status: 'unknown', rule: 'sqs-queue' }])
})

test('compliance: a policy file says what is required, also of a saved result', async () => {
  const volumes = [
    { VolumeId: 'vol-web', Encrypted: true, KmsKeyId: 'alias/aws/ebs', Tags: [{ Key: 'team', Value: 'web' }] },
    { VolumeId: 'vol-pay', Encrypted: true, KmsKeyId: 'alias/aws/ebs', Tags: [{ Key: 'team', Value: 'pay' }] },
  ]
  const directory = await mkdtemp(join(tmpdir(), 'encryption-'))
  const [policy, saved] = [join(directory, 'policy.yaml'), join(directory, 'saved.json')]
  await writeFile(policy, 'rules: [{ require: customer-managed, types: [ebs-volume], tags: [team=pay] }]')
  const world = worldWith({ 'ec2:DescribeVolumes': volumes })
  const words = ['compliance', '--types', 'ebs-volume']
  const live = await run([...words, '--policy', policy, '--fail-on', 'resource-key-manager', '-o', 'json'], world)
  expect(live.exit).toBe(1)
  const found = JSON.parse(live.out) as ComplianceAssessment
  expect(found.resources).toMatchObject([
    { id: 'vol-pay', required: 'customer_managed', compliant: false },
    { id: 'vol-web', required: 'encrypted', compliant: true },
  ])
  await run([...words, '-o', `json=${saved}`], world)
  const again = await run(['compliance', '--from', saved, '--policy', policy, '-o', 'json'], world)
  const { policy: recorded, resources, summary } = JSON.parse(again.out) as ComplianceAssessment
  expect({ policy: recorded, resources, summary }).toEqual({
    policy: found.policy,
    resources: found.resources,
    summary: found.summary,
  })
  expect(again.requests).toEqual([])
})

test('compliance: a policy with a mistake is wrong usage, before AWS is called', async () => {
  const policy = join(await mkdtemp(join(tmpdir(), 'encryption-')), 'policy.yaml')
  await writeFile(policy, 'require: customer')
  const { exit, err, requests } = await run(['compliance', '--policy', policy], worldWith({}))
  expect(exit).toBe(2)
  expect(err).toContain('policy.yaml: require is not a requirement. Use encrypted, customer-managed or nothing.')
  expect(requests).toEqual([])
})

test('compliance: a bucket with a KMS key but without a bucket key is a finding that keeps its key', async () => {
  const { findings } = await document(
    { 's3:GetBucketEncryption': { plain: sse('aws:kms', 'alias/orders'), double: sse('aws:kms:dsse') } },
    ['--types', 's3-bucket', '--check', 'bucket-key'],
  )
  expect(findings).toMatchObject([{ check: 'bucket-key', status: 'fail', resource: { id: 'plain' } }])
  expect(findings[0]?.remedy).toContain('"KMSMasterKeyID":"alias/orders"},"BucketKeyEnabled":true')
})

const throttle = () => new WireError('RequestLimitExceeded', 'Request limit exceeded.', 503)

test('compliance: throttled calls are made again, and nothing is missing', async () => {
  const volumes = Array.from({ length: 3_000 }, (_, at) => ({ VolumeId: `vol-${at}`, Encrypted: false }))
  const { out } = await run(
    ['compliance', '--types', 'ebs-volume', '-o', 'json'],
    worldWith({ 'ec2:DescribeVolumes': volumes }),
    {
      faults: [{ operation: 'DescribeVolumes', times: 2, effect: { kind: 'error', error: throttle } }],
    },
  )
  const { summary, gaps } = JSON.parse(out) as ComplianceAssessment
  expect(summary.total).toBe(3_000)
  expect(gaps).toEqual([])
})

test.each(['csv', 'html', 'table', 'sarif', 'ocsf', 'asff'])(
  'compliance: -o %s names what is not encrypted',
  async format => {
    const volumes = [{ VolumeId: 'vol-plain', Encrypted: false }]
    const { exit, out } = await run(
      ['compliance', '--types', 'ebs-volume', '-o', format],
      worldWith({ 'ec2:DescribeVolumes': volumes }),
    )
    expect(exit).toBe(0)
    expect(out).toContain('vol-plain')
  },
)
