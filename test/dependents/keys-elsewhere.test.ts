import { expect, test } from 'vitest'
import { id } from '../aws/a-place.ts'
import { KEY, sweepType } from './sweep-type.ts'

const keysOf = async (type: string, answers: Parameters<typeof sweepType>[1]) => {
  const { sweep } = await sweepType(type, answers)
  return sweep.references.map(({ role, key, effect }) => ({ role, key, days: effect?.irreversibleAfterDays }))
}

test('dependents: a replica of a DynamoDB table names a key of its own Region, and is lost after 20 hours', async () => {
  const Table = {
    TableName: 'orders',
    TableArn: 'arn:aws:dynamodb:eu-west-1:111122223333:table/orders',
    SSEDescription: { SSEType: 'KMS', KMSMasterKeyArn: KEY },
    Replicas: [
      { RegionName: 'us-east-1', KMSMasterKeyId: id(7) },
      { RegionName: 'eu-north-1', KMSMasterKeyId: 'alias/orders' },
      { RegionName: 'eu-south-1' },
    ],
  }
  const answers = { ListTables: { TableNames: ['orders'] }, DescribeTable: { Table } }
  expect(await keysOf('dynamodb-table', answers)).toEqual([
    { key: KEY, days: 0.83 },
    { role: 'replica in us-east-1', key: `arn:aws:kms:us-east-1:111122223333:key/${id(7)}`, days: 0.83 },
    { role: 'replica in eu-north-1', key: 'arn:aws:kms:eu-north-1:111122223333:alias/orders', days: 0.83 },
  ])
})

test('dependents: a table without replicas is lost after 7 days', async () => {
  const Table = { TableName: 'orders', SSEDescription: { KMSMasterKeyArn: KEY } }
  const answers = { ListTables: { TableNames: ['orders'] }, DescribeTable: { Table } }
  expect(await keysOf('dynamodb-table', answers)).toEqual([{ key: KEY, days: 7 }])
})

const store = (key: string) => ({ type: 'S3', location: 'artifacts', encryptionKey: { id: key, type: 'KMS' } })

test('dependents: a pipeline names a key of each Region of its actions', async () => {
  const artifactStores = { 'eu-west-1': store(KEY), 'us-east-1': store(id(7)) }
  const answers = {
    ListPipelines: { pipelines: [{ name: 'orders' }] },
    GetPipeline: { pipeline: { name: 'orders', artifactStores } },
  }
  expect(await keysOf('codepipeline', answers)).toEqual([
    { role: 'artifacts in eu-west-1', key: KEY },
    { role: 'artifacts in us-east-1', key: `arn:aws:kms:us-east-1:111122223333:key/${id(7)}` },
  ])
})
