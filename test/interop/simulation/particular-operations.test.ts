import { expect, test } from 'vitest'
import { SimulatedAws } from '../../../src/simulation/wire/simulated-aws.ts'
import { simAccount } from '../../../src/simulation/world/world.ts'
import type { SimResources } from '../../../src/simulation/world/sim-resources.ts'
import { ACCOUNT, NOW } from '../../simulation/services/clients.ts'
import { KEY } from './lists/row.ts'
import { callerOf } from './real-client.ts'

const awsWith = (resources: SimResources, elsewhere: SimResources = {}): SimulatedAws => {
  const regions = { 'us-east-1': { keys: [], resources }, 'eu-west-1': { keys: [], resources: elsewhere } }
  return new SimulatedAws({ clock: () => NOW, accounts: [simAccount({ id: ACCOUNT, regions })] })
}

const call = async (aws: SimulatedAws, client: string, operation: string, input: object) =>
  (await callerOf({ client, operation }, aws))(input)

const encrypted = { Rules: [{ ApplyServerSideEncryptionByDefault: { SSEAlgorithm: 'aws:kms', KMSMasterKeyID: KEY } }] }
const buckets = () =>
  awsWith({ 's3:GetBucketEncryption': { raw: encrypted } }, { 's3:GetBucketReplication': { paris: {} } })

test('simulated S3: the buckets of all Regions are listed, with their Regions on request', async () => {
  const all = await call(buckets(), 's3', 'ListBuckets', { MaxBuckets: 100 })
  expect(all['Buckets']).toEqual([
    { Name: 'paris', BucketRegion: 'eu-west-1' },
    { Name: 'raw', BucketRegion: 'us-east-1' },
  ])
  const one = await call(buckets(), 's3', 'ListBuckets', { BucketRegion: 'us-east-1', MaxBuckets: 100 })
  expect(one['Buckets']).toEqual([{ Name: 'raw', BucketRegion: 'us-east-1' }])
  expect((await call(buckets(), 's3', 'ListBuckets', {}))['Buckets']).toEqual([{ Name: 'paris' }, { Name: 'raw' }])
})

test('simulated S3: a long list of buckets has pages', async () => {
  const first = await call(buckets(), 's3', 'ListBuckets', { MaxBuckets: 1 })
  const { ContinuationToken } = first
  const second = await call(buckets(), 's3', 'ListBuckets', { MaxBuckets: 1, ContinuationToken })
  expect(second['Buckets']).toEqual([{ Name: 'raw', BucketRegion: 'us-east-1' }])
  expect(second['ContinuationToken']).toBeUndefined()
})

test('simulated S3: a bucket is encrypted by S3 unless it says otherwise', async () => {
  const aws = awsWith({ 's3:GetBucketReplication': { plain: {} } })
  const { ServerSideEncryptionConfiguration: found } = await call(aws, 's3', 'GetBucketEncryption', { Bucket: 'plain' })
  expect(found).toMatchObject({ Rules: [{ ApplyServerSideEncryptionByDefault: { SSEAlgorithm: 'AES256' } }] })
})

test('simulated S3: a bucket of another Region is a redirection', async () => {
  await expect(call(buckets(), 's3', 'GetBucketEncryption', { Bucket: 'paris' })).rejects.toMatchObject({
    name: 'PermanentRedirect',
    $metadata: { httpStatusCode: 301 },
    $response: { headers: { 'x-amz-bucket-region': 'eu-west-1' } },
  })
})

test('simulated S3: a bucket without replication says so with an error', async () => {
  const name = 'ReplicationConfigurationNotFoundError'
  await expect(call(buckets(), 's3', 'GetBucketReplication', { Bucket: 'raw' })).rejects.toMatchObject({ name })
})

const machine = { name: 'm', definition: '{"States":{}}', encryptionConfiguration: { kmsKeyId: KEY } }
const catalog = { DataCatalogEncryptionSettings: { ConnectionPasswordEncryption: { AwsKmsKeyId: KEY } } }

test.each([
  ['Step Functions', 'sfn', 'DescribeStateMachine', { stateMachineArn: 'arn:m' }, 1],
  ['Step Functions', 'sfn', 'DescribeStateMachine', { stateMachineArn: 'arn:m', includedData: 'METADATA_ONLY' }, 0],
  ['Glue', 'glue', 'GetConnections', {}, 1],
  ['Glue', 'glue', 'GetConnections', { HidePassword: true }, 0],
])('simulated decryption: %s, %s %s with %j decrypts %i times', async (_, client, operation, input, times) => {
  const aws = awsWith({
    'states:DescribeStateMachine': { 'arn:m': machine },
    'glue:GetDataCatalogEncryptionSettings': catalog,
    'glue:GetConnections': [{ Name: 'warehouse' }],
  })
  await call(aws, client, operation, input)
  expect(aws.calls['kms:Decrypt'] ?? 0).toBe(times)
})

const volume = { resourceId: 'vol-1', awsRegion: 'us-east-1', configuration: { kmsKeyId: KEY, size: 8 } }
const table = { resourceId: 'orders', configuration: { replicas: [{ kmsmasterKeyId: 'alias/orders', size: 8 }] } }
const recordedKey = { resourceId: KEY, resourceType: 'AWS::KMS::Key', configuration: { keyState: 'Enabled' } }

test.each([
  ['configuration.kmsKeyId', "configuration.kmsKeyId LIKE 'arn%'", [{ configuration: { kmsKeyId: KEY } }]],
  [
    'resourceId, configuration.replicas.kmsmasterKeyId',
    "configuration.replicas.kmsmasterKeyId LIKE 'ali%'",
    [{ resourceId: 'orders', configuration: { replicas: [{ kmsmasterKeyId: 'alias/orders' }] } }],
  ],
  ['resourceId', "configuration.kmsKeyId LIKE 'mrk%'", []],
  ['configuration, arn', "resourceType = 'AWS::KMS::Key'", [{ configuration: { keyState: 'Enabled' } }]],
])('simulated AWS Config: SELECT %s WHERE %s returns %j', async (properties, condition, found) => {
  const aws = awsWith({ 'config:SelectAggregateResourceConfig': { company: [volume, table, recordedKey] } })
  const Expression = `SELECT ${properties} WHERE ${condition}`
  const input = { ConfigurationAggregatorName: 'company', Expression }
  const { Results } = await call(aws, 'config-service', 'SelectAggregateResourceConfig', input)
  expect((Results as string[]).map(record => JSON.parse(record) as unknown)).toEqual(found)
})

test.each([
  'SELECT resourceId',
  "SELECT arn WHERE a = 'b' AND c = 'd'",
  "SELECT arn WHERE a LIKE 'ab%'",
  "SELECT arn WHERE a = 'b' -- more",
])('simulated AWS Config: %s is refused', async Expression => {
  const aws = awsWith({ 'config:SelectAggregateResourceConfig': { company: [] } })
  const input = { ConfigurationAggregatorName: 'company', Expression }
  const asked = call(aws, 'config-service', 'SelectAggregateResourceConfig', input)
  await expect(asked).rejects.toMatchObject({ name: 'InvalidExpressionException' })
})

test('simulated AWS Config: an aggregator that does not exist is an error', async () => {
  const input = { ConfigurationAggregatorName: 'nobody', Expression: 'SELECT resourceId' }
  const asked = call(awsWith({}), 'config-service', 'SelectAggregateResourceConfig', input)
  await expect(asked).rejects.toMatchObject({ name: 'NoSuchConfigurationAggregatorException' })
})

const snapshots = [
  { SnapshotId: 'snap-1', Encrypted: true, KmsKeyId: KEY },
  { SnapshotId: 'snap-2', Encrypted: false },
]

test.each([
  [[{ Name: 'encrypted', Values: ['true'] }], ['snap-1']],
  [[{ Name: 'snapshot-id', Values: ['snap-2', 'snap-3'] }], ['snap-2']],
  [
    [
      { Name: 'encrypted', Values: ['true'] },
      { Name: 'snapshot-id', Values: ['snap-2'] },
    ],
    [],
  ],
  [[], ['snap-1', 'snap-2']],
])('simulated EC2: the filters %j select %j', async (Filters, found) => {
  const aws = awsWith({ 'ec2:DescribeSnapshots': snapshots })
  const { Snapshots = [] } = await call(aws, 'ec2', 'DescribeSnapshots', { Filters })
  expect((Snapshots as { SnapshotId: string }[]).map(({ SnapshotId }) => SnapshotId)).toEqual(found)
})

test('simulated EC2: a filter that the simulation does not have is an error', async () => {
  const asked = call(awsWith({ 'ec2:DescribeSnapshots': snapshots }), 'ec2', 'DescribeSnapshots', {
    Filters: [{ Name: 'status', Values: ['completed'] }],
  })
  await expect(asked).rejects.toMatchObject({ name: 'InvalidParameterValue' })
})
