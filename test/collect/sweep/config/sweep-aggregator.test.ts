import {
  ConfigServiceClient,
  DescribeConfigurationAggregatorSourcesStatusCommand,
  DescribeConfigurationRecordersCommand,
  DescribeConfigurationRecorderStatusCommand,
  SelectAggregateResourceConfigCommand,
} from '@aws-sdk/client-config-service'
import { beforeEach, expect, test } from 'vitest'
import { sweepAggregator } from '../../../../src/collect/sweep/config/sweep-aggregator.ts'
import { placeId } from '../../../../src/collect/sweep/resolve-key.ts'
import { aPlace, arn, denied, PLACE } from '../../../aws/a-place.ts'
import { mockedClient } from '../../../aws/mocked-client.ts'
import { aType, findsNothing } from '../a-type.ts'

const config = mockedClient(ConfigServiceClient)
const rates = { 'config:SelectAggregateResourceConfig': 5000, 'config:DescribeConfigurationRecorders': 5000 }
const volumes = aType(findsNothing)

const record = (key: unknown, fields: object = {}): string =>
  JSON.stringify({
    accountId: PLACE.account,
    awsRegion: PLACE.region,
    resourceType: 'AWS::EC2::Volume',
    resourceId: 'vol-1',
    configurationItemCaptureTime: '2026-11-19T08:00:00.000Z',
    configuration: { kmsKeyId: key },
    ...fields,
  })

beforeEach(() => {
  config.reset()
  config.on(SelectAggregateResourceConfigCommand).resolves({ Results: [] })
  config.on(DescribeConfigurationAggregatorSourcesStatusCommand).resolves({
    AggregatedSourceStatusList: [
      { SourceId: PLACE.account, SourceType: 'ACCOUNT', AwsRegion: PLACE.region, LastUpdateStatus: 'SUCCEEDED' },
    ],
  })
  config.on(DescribeConfigurationRecordersCommand).resolves({
    ConfigurationRecorders: [{ name: 'default', recordingGroup: { allSupported: true } }],
  })
  config
    .on(DescribeConfigurationRecorderStatusCommand)
    .resolves({ ConfigurationRecordersStatus: [{ recording: true }] })
})

async function asked(types = [volumes]) {
  const { client } = aPlace(rates)
  const swept = await sweepAggregator({ client, aggregator: 'org', types, places: [client], notEntered: [] })
  return swept.get(placeId(PLACE)) ?? { references: [], gaps: [] }
}

const expression = (beginning: string): string =>
  'SELECT accountId, awsRegion, resourceType, resourceId, resourceName, arn, configurationItemCaptureTime, ' +
  `configuration.kmsKeyId WHERE configuration.kmsKeyId LIKE '${beginning}%'`

test('aggregator: one query for each beginning finds all keys of a property, on all pages, as recorded state', async () => {
  config
    .on(SelectAggregateResourceConfigCommand, { Expression: expression('arn') })
    .resolves({ Results: [record(arn(1))], NextToken: 'next' })
    .on(SelectAggregateResourceConfigCommand, { Expression: expression('arn'), NextToken: 'next' })
    .resolves({ Results: [record(arn(2), { resourceId: 'vol-2' }), record(arn(3), { awsRegion: 'us-east-1' })] })
  const { references, gaps } = await asked()
  expect(references).toMatchObject([
    { key: arn(1), dependent: { id: 'vol-1', found_by: ['config'], recorded_at: '2026-11-19T08:00:00Z' } },
    { key: arn(2), dependent: { id: 'vol-2' } },
  ])
  expect(gaps).toEqual([])
  const sent = config
    .commandCalls(SelectAggregateResourceConfigCommand)
    .map(({ args: [{ input }] }) => input.Expression)
  expect(new Set(sent)).toEqual(new Set([expression('arn'), expression('ali'), expression('mrk')]))
})

test('aggregator: a property inside of lists has a key for each item', async () => {
  const tables = aType(findsNothing, {
    id: 'dynamodb-table',
    config: [{ resourceType: 'AWS::DynamoDB::Table', property: 'replicas.kmsmasterKeyId', role: 'a replica' }],
  })
  const configuration = { replicas: [{ kmsmasterKeyId: arn(1) }, {}, { kmsmasterKeyId: arn(2) }] }
  const row = record(null, { resourceType: 'AWS::DynamoDB::Table', resourceName: 'orders', configuration })
  config.on(SelectAggregateResourceConfigCommand).resolves({ Results: [row] })
  const { references } = await asked([tables])
  expect(new Set(references.map(({ key, dependent }) => `${dependent.id} ${dependent.role} ${key}`))).toEqual(
    new Set([`orders a replica ${arn(1)}`, `orders a replica ${arn(2)}`]),
  )
})

test('aggregator: a type that AWS Config does not know is a gap', async () => {
  const { gaps } = await asked([volumes, aType(findsNothing, { id: 'log-group', config: [] })])
  expect(gaps).toEqual([
    { type: 'log-group', reason: 'unsupported', message: 'AWS Config does not record which key these use' },
  ])
})

test('aggregator: a type of whose keys AWS Config records only some is a gap, beside what it found', async () => {
  config.on(SelectAggregateResourceConfigCommand).resolves({ Results: [record(arn(1))] })
  const { references, gaps } = await asked([aType(findsNothing, { configIsComplete: undefined as never })])
  expect(references.length).toBeGreaterThan(0)
  expect(gaps[0]?.message).toContain('do not hold every key')
})

test.each([
  ['a source that failed', () => sourceStatus('FAILED'), 'records of this Region are failed'],
  ['an outdated source', () => sourceStatus('OUTDATED'), 'records of this Region are outdated'],
  ['another account', () => sourceStatus('SUCCEEDED', '444455556666'), 'does not include this account and Region'],
  ['a recorder that is off', recorderOff, 'AWS Config does not record in this Region now'],
  ['a type that is not recorded', () => records(['AWS::S3::Bucket']), 'AWS Config does not record AWS::EC2::Volume'],
  ['no recorder', noRecorder, 'AWS Config is not set up in this Region'],
  ['a refused query', queryRefused, 'is not authorized'],
  ['a result that is not JSON', () => results(['{']), 'Results[] is not a JSON object'],
])('aggregator: with %s, its silence means nothing', async (_, change, message) => {
  change()
  const { gaps } = await asked()
  expect(gaps).toHaveLength(1)
  expect(gaps[0]?.message).toContain(message)
})

function sourceStatus(LastUpdateStatus: 'FAILED' | 'OUTDATED' | 'SUCCEEDED', SourceId = PLACE.account): void {
  config.on(DescribeConfigurationAggregatorSourcesStatusCommand).resolves({
    AggregatedSourceStatusList: [{ SourceId, SourceType: 'ACCOUNT', AwsRegion: PLACE.region, LastUpdateStatus }],
  })
}

function recorderOff(): void {
  config
    .on(DescribeConfigurationRecorderStatusCommand)
    .resolves({ ConfigurationRecordersStatus: [{ recording: false }] })
}

function records(resourceTypes: 'AWS::S3::Bucket'[]): void {
  const recordingGroup = { allSupported: false, resourceTypes }
  config.on(DescribeConfigurationRecordersCommand).resolves({ ConfigurationRecorders: [{ recordingGroup }] })
}

function noRecorder(): void {
  config.on(DescribeConfigurationRecordersCommand).resolves({ ConfigurationRecorders: [] })
}

function queryRefused(): void {
  config.on(SelectAggregateResourceConfigCommand).rejects(denied.byIdentityPolicy())
}

function results(Results: string[]): void {
  config.on(SelectAggregateResourceConfigCommand).resolves({ Results })
}
