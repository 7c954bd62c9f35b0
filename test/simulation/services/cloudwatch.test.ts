import {
  CloudWatchClient,
  GetMetricDataCommand,
  ListMetricsCommand,
  paginateGetMetricData,
  paginateListMetrics,
  type MetricDataQuery,
} from '@aws-sdk/client-cloudwatch'
import { expect, test } from 'vitest'
import { SimulatedAws } from '../../../src/simulation/wire/simulated-aws.ts'
import { simKey, type SimUse } from '../../../src/simulation/world/sim-key.ts'
import { DAY, HOUR, MINUTE } from '../../../src/model/time.ts'
import { arn, aWorld, id, NOW, settings } from './clients.ts'

const asked = (...uses: SimUse[]) =>
  new CloudWatchClient(settings(new SimulatedAws(aWorld([simKey({ id: id(1), uses })]))))

const query = (Id: string, dimensions: Record<string, string>, Period = 3600): MetricDataQuery => ({
  Id,
  MetricStat: {
    Metric: {
      Namespace: 'AWS/KMS',
      MetricName: 'SuccessfulRequest',
      Dimensions: Object.entries(dimensions).map(([Name, Value]) => ({ Name, Value })),
    },
    Period,
    Stat: 'Sum',
  },
})

const decrypts = { KeyArn: arn(1), Operation: 'Decrypt' }
const last = (days: number) => ({ StartTime: new Date(NOW - days * DAY), EndTime: new Date(NOW) })

test('simulated CloudWatch: requests are summed in buckets that begin at whole hours, newest first', async () => {
  const client = asked(
    { operation: 'Decrypt', at: NOW - 3 * HOUR - 10 * MINUTE, count: 5 },
    { operation: 'Decrypt', at: NOW - 3 * HOUR, count: 2, over: 10 * MINUTE },
    { operation: 'Decrypt', at: NOW - 30 * HOUR },
    { operation: 'Decrypt', at: NOW - HOUR, errorCode: 'DisabledException' },
  )
  const { MetricDataResults } = await client.send(
    new GetMetricDataCommand({ ...last(2), MetricDataQueries: [query('a', decrypts)] }),
  )
  expect(MetricDataResults).toEqual([
    {
      Id: 'a',
      Label: 'SuccessfulRequest',
      Timestamps: [new Date(NOW - 3.5 * HOUR), new Date(NOW - 30.5 * HOUR)],
      Values: [7, 1],
      StatusCode: 'Complete',
    },
  ])
})

test('simulated CloudWatch: daily buckets begin at midnight UTC and their sum is exact', async () => {
  const client = asked({ operation: 'Decrypt', at: NOW - HOUR, count: 90_000, over: 30 * DAY })
  const input = {
    ...last(60),
    MetricDataQueries: [query('a', decrypts, 86_400)],
    ScanBy: 'TimestampAscending' as const,
  }
  const [result] = (await client.send(new GetMetricDataCommand(input))).MetricDataResults ?? []
  expect(result?.Timestamps?.every(at => at.getTime() % DAY === 0)).toBe(true)
  expect(result?.Timestamps?.[0]?.getTime()).toBeLessThan(NOW - 29 * DAY)
  expect(result?.Values?.reduce((sum, value) => sum + value, 0)).toBe(90_000)
})

test('simulated CloudWatch: ReEncrypt is measured per pair of keys, and not under KeyArn', async () => {
  const client = asked({ operation: 'ReEncrypt', at: NOW - DAY, partner: arn(2), count: 3 })
  const pair = { Operation: 'ReEncrypt', DestinationKeyArn: arn(2), SourceKeyArn: arn(1) }
  const MetricDataQueries = [query('a', pair), query('b', { KeyArn: arn(1), Operation: 'ReEncrypt' })]
  const { MetricDataResults } = await client.send(new GetMetricDataCommand({ ...last(2), MetricDataQueries }))
  expect(MetricDataResults?.map(({ Values }) => Values)).toEqual([[3], []])
})

test.each([
  ['before the metric existed', Date.UTC(2025, 2, 16), 3600, 0],
  ['on its first day', Date.UTC(2025, 2, 17, 5), 3600, 0],
  ['within 455 days', NOW - 454 * DAY, 3600, 1],
  ['before that', NOW - 456 * DAY, 3600, 0],
  ['too long ago for minutes', NOW - 16 * DAY, 60, 0],
])('simulated CloudWatch: a request %s', async (_, at, period, points) => {
  const client = asked({ operation: 'Decrypt', at })
  const MetricDataQueries = [query('a', decrypts, period)]
  const { MetricDataResults } = await client.send(new GetMetricDataCommand({ ...last(700), MetricDataQueries }))
  expect(MetricDataResults?.[0]?.Values).toHaveLength(points)
})

test('simulated CloudWatch: more than 100,800 datapoints take several pages, and the metric that is cut says so', async () => {
  const keys = Array.from({ length: 12 }, (_, number) =>
    simKey({ id: id(number), uses: [{ operation: 'Decrypt', at: NOW - HOUR, count: 10_000, over: 10_000 * HOUR }] }),
  )
  const client = new CloudWatchClient(settings(new SimulatedAws(aWorld(keys))))
  const MetricDataQueries = keys.map((_, number) => query(`q${number}`, { ...decrypts, KeyArn: arn(number) }))
  const pages = []
  for await (const page of paginateGetMetricData({ client }, { ...last(440), MetricDataQueries })) pages.push(page)
  const results = pages.map(({ MetricDataResults }) => MetricDataResults ?? [])
  expect(results.map(page => page.map(({ StatusCode }) => StatusCode))).toEqual([
    [...Array<string>(10).fill('Complete'), 'PartialData'],
    ['Complete', 'Complete'],
  ])
  const points = results.flat().map(({ Values }) => Values?.length ?? 0)
  expect(points.reduce((sum, count) => sum + count, 0)).toBe(12 * 10_000)
})

test('simulated CloudWatch: ListMetrics names what had data in the last two weeks, 500 a page', async () => {
  const keys = Array.from({ length: 600 }, (_, number) =>
    simKey({ id: id(number), uses: [{ operation: 'Decrypt', at: NOW - (number < 501 ? 13 : 15) * DAY }] }),
  )
  const aws = new SimulatedAws(aWorld(keys))
  const found = []
  const input = { Namespace: 'AWS/KMS', MetricName: 'SuccessfulRequest' }
  for await (const { Metrics } of paginateListMetrics({ client: new CloudWatchClient(settings(aws)) }, input))
    found.push(...(Metrics ?? []))
  expect(found).toHaveLength(501)
  expect(found[0]?.Dimensions).toEqual([
    { Name: 'KeyArn', Value: arn(0) },
    { Name: 'Operation', Value: 'Decrypt' },
  ])
  expect(aws.calls).toEqual({ 'cloudwatch:ListMetrics': 2 })
})

test('simulated CloudWatch: 501 queries are too many', async () => {
  const MetricDataQueries = Array.from({ length: 501 }, (_, number) => query(`q${number}`, decrypts))
  await expect(asked().send(new GetMetricDataCommand({ ...last(1), MetricDataQueries }))).rejects.toMatchObject({
    name: 'ValidationException',
  })
})

test('simulated CloudWatch: an unknown metric is not an error', async () => {
  const { Metrics } = await asked().send(new ListMetricsCommand({ MetricName: 'NumberOfRequestsSucceeded' }))
  expect(Metrics).toEqual([])
})
