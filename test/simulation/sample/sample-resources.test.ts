import { expect, test } from 'vitest'
import { sampleWorld } from '../../../src/simulation/sample/sample-account.ts'
import { sampleId } from '../../../src/simulation/sample/sample-key.ts'
import type { SimRegion } from '../../../src/simulation/world/world.ts'
import { NOW } from '../services/clients.ts'

const ACCOUNT = '111122223333'
const [account] = sampleWorld(NOW).accounts
const regions = Object.entries(account?.regions ?? {})
const keysOf = ({ keys }: SimRegion) => (typeof keys === 'function' ? keys() : keys)
const textOf = ({ resources }: SimRegion): string => JSON.stringify(resources)
const everything = regions.map(([, region]) => textOf(region)).join()

/** Operations whose answers in a Region name a key. */
const naming = ({ resources = {} }: SimRegion, key: string): string[] =>
  Object.entries(resources)
    .filter(([, answer]) => JSON.stringify(answer).includes(key))
    .map(([operation]) => operation)

test('sample resources: they are of more than 25 kinds', () => {
  const kinds = new Set(regions.flatMap(([, { resources = {} }]) => Object.keys(resources)))
  expect(kinds.size).toBeGreaterThan(25)
})

test('sample resources: every key of the account that they name exists', () => {
  const named = everything.match(/arn:aws:kms:[\w-]+:111122223333:key\/[\w-]+/g) ?? []
  const held = regions.flatMap(([name, region]) =>
    keysOf(region).map(({ id }) => `arn:aws:kms:${name}:${ACCOUNT}:key/${id}`),
  )
  expect(named.length).toBeGreaterThan(30)
  expect(named.filter(arn => !held.includes(arn))).toEqual([])
})

test('sample resources: every alias has a key, but for one, and those that AWS predefines', () => {
  const named = new Set(everything.match(/alias\/(?!aws\/)[\w/-]+/g) ?? [])
  const held = regions.flatMap(([, region]) => keysOf(region).flatMap(({ aliases }) => aliases))
  expect(named.size).toBeGreaterThan(4)
  expect([...named].filter(alias => !held.includes(alias))).toEqual(['alias/intranet'])
})

test.each([
  ['a bare key ID', `"KmsMasterKeyId":"${sampleId('orders')}"`],
  ['the ARN of an alias', `arn:aws:kms:us-east-1:${ACCOUNT}:alias/data-lake`],
  ['a key of another account', 'arn:aws:kms:us-east-1:444455556666:key/'],
  ['SSE-KMS without a key', '{"SSEAlgorithm":"aws:kms"}'],
  ['a retained backup of a deleted database', '"Status":"retained"'],
  ['the key of a replica in another Region', `"KMSMasterKeyId":"arn:aws:kms:eu-west-1:${ACCOUNT}`],
])('sample resources: one has %s', (_, text) => expect(everything).toContain(text))

const dublin = account?.regions['eu-west-1'] as SimRegion

test('sample resources: the unused keys depend on services in different ways', () => {
  expect(naming(dublin, sampleId('warehouse'))).toEqual(
    expect.arrayContaining(['redshift:DescribeClusters', 'dynamodb:DescribeTable', 'rds:DescribeDBInstances']),
  )
  expect(naming(dublin, sampleId('backup-2024')).toSorted()).toEqual([
    'backup:ListBackupVaults',
    'backup:ListRecoveryPointsByBackupVault',
    'dynamodb:DescribeBackup',
    'ec2:DescribeSnapshots',
    'rds:DescribeDBSnapshots',
  ])
  for (const key of ['feature-store', 'staging-config']) {
    expect(everything).not.toContain(sampleId(key))
    expect(everything).not.toContain(`alias/${key}`)
  }
})

interface RecordedResource {
  awsRegion: string
  resourceType: string
  resourceId: string
  configuration: object
}

test('sample resources: an aggregator of AWS Config has recorded those of both Regions', () => {
  const answers = account?.regions['us-east-1']?.resources?.['config:SelectAggregateResourceConfig']
  const { company = [] } = answers as Record<string, RecordedResource[]>
  expect(new Set(company.map(({ awsRegion }) => awsRegion))).toEqual(new Set(['us-east-1', 'eu-west-1']))
  expect(new Set(company.map(({ resourceType }) => resourceType)).size).toBeGreaterThan(8)
  expect(company.find(({ resourceType }) => resourceType === 'AWS::DynamoDB::Table')).toMatchObject({
    resourceId: 'orders',
    configuration: {
      ssedescription: { kmsmasterKeyArn: `arn:aws:kms:us-east-1:${ACCOUNT}:key/${sampleId('orders')}` },
    },
  })
})
