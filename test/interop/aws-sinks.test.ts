import { mkdtempSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { CloudWatchClient, GetDashboardCommand, GetMetricDataCommand } from '@aws-sdk/client-cloudwatch'
import { CreateKeyCommand, KMSClient } from '@aws-sdk/client-kms'
import { CreateBucketCommand, GetObjectCommand, ListObjectsV2Command, S3Client } from '@aws-sdk/client-s3'
import { CreateTopicCommand, SNSClient, SubscribeCommand } from '@aws-sdk/client-sns'
import { CreateQueueCommand, GetQueueAttributesCommand, ReceiveMessageCommand, SQSClient } from '@aws-sdk/client-sqs'
import { afterAll, beforeAll, describe, expect, onTestFinished, test } from 'vitest'
import type { Report } from '../../src/model/report/report.ts'
import { aRecord, aReport } from '../formats/a-report.ts'
import { findMoto, type Moto, startMoto } from './moto-server.ts'
import { type Outcome, runBinary } from './run-binary.ts'

const REGION = 'eu-west-1'
const NAMESPACE = 'Cost/KMSOptimization'
const credentials = { accessKeyId: 'testing', secretAccessKey: 'testing' }

const executable = findMoto(process.env)
const title = executable === null ? 'moto (left out: no moto_server in KMS_AUDIT_MOTO_SERVER)' : 'moto'

describe.skipIf(executable === null)(`${title}: what is published can be read back`, () => {
  let moto: Moto | undefined
  const settings = () => ({ endpoint: moto?.url ?? '', region: REGION, credentials })

  beforeAll(async () => {
    moto = await startMoto(executable ?? '')
    const kms = new KMSClient(settings())
    for (let made = 0; made < 3; made++) await kms.send(new CreateKeyCommand({ Description: `key ${made}` }))
  }, 120_000)
  afterAll(() => moto?.stop())

  const environment = (): Record<string, string> => ({
    AWS_ENDPOINT_URL: moto?.url ?? '',
    AWS_ACCESS_KEY_ID: 'testing',
    AWS_SECRET_ACCESS_KEY: 'testing',
  })
  const publish = (...args: string[]): Promise<Outcome> =>
    runBinary(
      ['publish', ...args, '--yes', '-q', '-r', REGION, '--source', 'none', '--check', 'rotation-off'],
      environment(),
    )

  test('cloudwatch: every metric of the dashboard has the value that was published', async () => {
    const { exit, err } = await publish('cloudwatch', 'dashboard', '--metrics-region', REGION)
    expect([exit, err]).toEqual([0, ''])
    const cloudwatch = new CloudWatchClient(settings())
    const { DashboardBody } = await cloudwatch.send(new GetDashboardCommand({ DashboardName: 'KMS-Cost-Optimization' }))
    const { widgets } = JSON.parse(DashboardBody ?? '') as { widgets: { properties: { metrics?: unknown[][] } }[] }
    const names = widgets
      .flatMap(({ properties }) => properties.metrics ?? [])
      .flatMap(([namespace, name]) => (namespace === NAMESPACE ? [String(name)] : []))
    const values = await Promise.all(
      [...new Set(names)].map(async name => [name, await latest(cloudwatch, name)] as const),
    )
    expect(Object.fromEntries(values)).toMatchObject({
      Keys: 3,
      UnusedKeys: 0,
      MonthlyCost: 3,
      PotentialMonthlySavings: 0,
      KeysUnknown: 3,
      FindingsMedium: 3,
      FindingsCritical: 0,
    })
    expect(values.filter(([, value]) => value === undefined)).toEqual([])
  })

  test('sns: a queue that subscribes to the topic gets the message', async () => {
    const [sns, sqs] = [new SNSClient(settings()), new SQSClient(settings())]
    const { TopicArn = '' } = await sns.send(new CreateTopicCommand({ Name: 'kms' }))
    const { QueueUrl } = await sqs.send(new CreateQueueCommand({ QueueName: 'kms' }))
    const { Attributes } = await sqs.send(new GetQueueAttributesCommand({ QueueUrl, AttributeNames: ['QueueArn'] }))
    await sns.send(new SubscribeCommand({ TopicArn, Protocol: 'sqs', Endpoint: Attributes?.['QueueArn'] }))
    const { exit, out } = await publish('sns', '--topic', TopicArn)
    expect([exit, out]).toEqual([0, expect.stringMatching(/^arn:aws:sns:eu-west-1:\d+:kms: message \S+\n$/)])
    const { Messages } = await sqs.send(new ReceiveMessageCommand({ QueueUrl, WaitTimeSeconds: 5 }))
    const { Subject, Message } = JSON.parse(Messages?.[0]?.Body ?? '') as { Subject: string; Message: string }
    expect(Subject).toBe('kms-audit: No unused KMS keys found; 3 unknown')
    const content = JSON.parse(Message) as Record<string, unknown>
    expect(content['sqs'] === undefined ? content : JSON.parse(String(content['sqs']))).toMatchObject({
      schema_version: 1,
      summary: { keys: 3 },
      findings: { medium: 3 },
    })
  })

  test('s3: the report in the bucket is the report, and the page is beside it', async () => {
    const s3 = new S3Client({ ...settings(), forcePathStyle: true })
    const where = { LocationConstraint: REGION } as const
    await s3.send(new CreateBucketCommand({ Bucket: 'kms-reports', CreateBucketConfiguration: where }))
    const { exit, err } = await publish('s3', '--bucket', 'kms-reports', '--prefix', 'kms/')
    expect([exit, err]).toEqual([0, ''])
    const { Contents = [] } = await s3.send(new ListObjectsV2Command({ Bucket: 'kms-reports' }))
    const keys = Contents.map(({ Key = '' }) => Key).toSorted()
    expect(keys).toEqual([
      expect.stringMatching(/^kms\/[\dT-]+Z\.html$/),
      expect.stringMatching(/^kms\/[\dT-]+Z\.json$/),
    ])
    const { Body, ContentType } = await s3.send(new GetObjectCommand({ Bucket: 'kms-reports', Key: keys[1] }))
    const report = JSON.parse((await Body?.transformToString()) ?? '') as Report
    expect([ContentType, report.summary.keys, report.findings?.length]).toEqual(['application/json', 3, 3])
  })

  test('s3: a report that is sent in parts is the same in the bucket', async () => {
    const s3 = new S3Client({ ...settings(), forcePathStyle: true })
    const where = { LocationConstraint: REGION } as const
    await s3.send(new CreateBucketCommand({ Bucket: 'kms-large', CreateBucketConfiguration: where }))
    const folder = mkdtempSync(join(tmpdir(), 'kms-audit-s3-'))
    onTestFinished(() => rmSync(folder, { recursive: true }))
    const keys = Array.from({ length: 12_000 }, (_, number) => aRecord({ key_id: `key-${number}` }))
    const report = aReport({ keys })
    writeFileSync(join(folder, 'large.json'), JSON.stringify(report))
    const argv = ['publish', 's3', '--bucket', 'kms-large', '--from', join(folder, 'large.json'), '--yes', '-q']
    const { exit, err } = await runBinary(argv, environment())
    expect([exit, err]).toEqual([0, ''])
    const { Contents = [] } = await s3.send(new ListObjectsV2Command({ Bucket: 'kms-large' }))
    const Key = Contents.map(object => object.Key).find(key => key?.endsWith('.json'))
    const { Body, ETag } = await s3.send(new GetObjectCommand({ Bucket: 'kms-large', Key }))
    expect(ETag).toMatch(/-[2-9]"$/)
    expect((JSON.parse((await Body?.transformToString()) ?? '') as Report).keys).toEqual(report.keys)
  })

  test('s3: a bucket that does not exist is named, and the exit code is 3', async () => {
    const { exit, err } = await publish('s3', '--bucket', 'no-such-bucket')
    expect([exit, err]).toEqual([
      3,
      expect.stringMatching(/no-such-bucket\/.* was not written: .*bucket does not exist/),
    ])
  })
})

async function latest(cloudwatch: CloudWatchClient, MetricName: string): Promise<number | undefined> {
  const Metric = { Namespace: NAMESPACE, MetricName }
  const { MetricDataResults = [] } = await cloudwatch.send(
    new GetMetricDataCommand({
      StartTime: new Date(Date.now() - 86_400_000),
      EndTime: new Date(Date.now() + 60_000),
      MetricDataQueries: [{ Id: 'm', MetricStat: { Metric, Period: 60, Stat: 'Maximum' } }],
    }),
  )
  return MetricDataResults[0]?.Values?.[0]
}
