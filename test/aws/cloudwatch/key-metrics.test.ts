import type { GetMetricDataCommandInput, Metric } from '@aws-sdk/client-cloudwatch'
import { CloudWatchClient, GetMetricDataCommand, ListMetricsCommand } from '@aws-sdk/client-cloudwatch'
import { afterEach, beforeEach, describe, expect, test, vi } from 'vitest'
import { keyMetricsOf } from '../../../src/aws/cloudwatch/key-metrics.ts'
import { DAY, HOUR } from '../../../src/model/time.ts'
import { aPlace, arn, awsError, denied, finished, NOW } from '../a-place.ts'
import { mockedClient } from '../mocked-client.ts'

const cloudwatch = mockedClient(CloudWatchClient)
beforeEach(() => {
  vi.useFakeTimers()
  cloudwatch.reset()
  lists().resolves({ Metrics: [] })
  counts({})
})
afterEach(() => void vi.useRealTimers())

const lists = () => cloudwatch.on(ListMetricsCommand)
const symmetric = { arn: arn(1), spec: 'SYMMETRIC_DEFAULT', usage: 'ENCRYPT_DECRYPT' }
const reEncrypt = (from: number, to: number) => `ReEncrypt ${arn(from)} ${arn(to)}`

type Data = Readonly<Record<string, readonly [at: number, sum: number][]>>

/** Data by `Operation arn…`; what is not named has none. */
function counts(data: Data, partial: (name: string) => boolean = () => false): void {
  cloudwatch
    .on(GetMetricDataCommand)
    .callsFake(({ StartTime, EndTime, MetricDataQueries }: GetMetricDataCommandInput) => ({
      MetricDataResults: (MetricDataQueries ?? []).map(query => {
        const points = (data[nameOf(query)] ?? []).filter(
          ([at]) => at >= (StartTime?.getTime() ?? 0) && at < (EndTime?.getTime() ?? 0),
        )
        return {
          Id: query.Id,
          StatusCode: partial(nameOf(query)) ? 'PartialData' : 'Complete',
          Timestamps: points.map(([at]) => new Date(at)),
          Values: points.map(([, sum]) => sum),
        }
      }),
    }))
}

function nameOf({ MetricStat }: { MetricStat?: { Metric?: Metric | undefined } | undefined }): string {
  const [first, ...rest] = (MetricStat?.Metric?.Dimensions ?? []).map(({ Value }) => Value).toReversed()
  return [first, ...rest.toReversed()].join(' ')
}

const asked = () =>
  cloudwatch
    .commandCalls(GetMetricDataCommand)
    .flatMap(({ args: [{ input }] }) => (input.MetricDataQueries ?? []).map(nameOf))

const metric = (...dimensions: [string, string][]): Metric => ({
  Dimensions: dimensions.map(([Name, Value]) => ({ Name, Value })),
})

async function daily(key: Parameters<ReturnType<typeof keyMetricsOf>['daily']>[0] = symmetric, days = 30) {
  const answer = await finished(keyMetricsOf(aPlace().client).daily(key, days))
  if (!answer.known) throw new Error(answer.why)
  return answer.value
}

describe('the series of a key', () => {
  test.each([
    ['symmetric', symmetric, 7, true],
    ['RSA for encryption', { ...symmetric, spec: 'RSA_4096' }, 3, true],
    ['signing', { ...symmetric, spec: 'ECC_NIST_P256', usage: 'SIGN_VERIFY' }, 2, false],
    ['HMAC', { ...symmetric, spec: 'HMAC_256', usage: 'GENERATE_VERIFY_MAC' }, 2, false],
    ['ML-KEM', { ...symmetric, spec: 'ML_KEM_768', usage: 'ENCAPSULATE_DECAPSULATE' }, 2, false],
    ['not described', { arn: arn(1), spec: null, usage: null }, 14, true],
    ['of a usage that we have not met', { ...symmetric, usage: 'DREAM' }, 13, false],
  ])('series: those of a key that is %s are those of its operations', async (_, key, count, reEncrypts) => {
    await daily(key)
    expect(asked()).toHaveLength(count)
    expect(asked().includes(reEncrypt(1, 1))).toBe(reEncrypts)
  })

  test('series: ListMetrics adds others, each once, and those of ReEncrypt with both their keys', async () => {
    lists()
      .resolvesOnce({
        Metrics: [
          metric(['SourceKeyArn', arn(1)], ['DestinationKeyArn', arn(2)], ['Operation', 'ReEncrypt']),
          metric(['KeyArn', arn(1)], ['Operation', 'Decrypt']),
        ],
        NextToken: 'more',
      })
      .resolves({
        Metrics: [
          metric(['DestinationKeyArn', arn(1)], ['Operation', 'ReEncrypt'], ['SourceKeyArn', arn(3)]),
          metric(['KeyArn', arn(1)], ['Operation', 'NewOperation']),
          metric(['KeyArn', arn(9)], ['Operation', 'Decrypt']),
          metric(['KeyArn', arn(1)]),
          {},
        ],
      })
    await daily()
    expect(asked()).toHaveLength(10)
    expect(new Set(asked()).size).toBe(10)
    expect(asked()).toEqual(expect.arrayContaining([reEncrypt(1, 2), reEncrypt(3, 1), `NewOperation ${arn(1)}`]))
  })

  test('series: they are listed once for a whole place, and counted in one call', async () => {
    const metrics = keyMetricsOf(aPlace().client)
    await finished(Promise.all([1, 2, 3].map(n => metrics.daily({ ...symmetric, arn: arn(n) }, 30))))
    expect(cloudwatch.commandCalls(ListMetricsCommand)).toHaveLength(1)
    expect(cloudwatch.commandCalls(ListMetricsCommand)[0]?.args[0].input).toEqual({
      Namespace: 'AWS/KMS',
      MetricName: 'SuccessfulRequest',
    })
    expect(cloudwatch.commandCalls(GetMetricDataCommand)).toHaveLength(1)
  })

  test('series: those of one place are not looked for in another', () => {
    const [one, two] = [aPlace().client, aPlace().client]
    expect(keyMetricsOf(one)).toBe(keyMetricsOf(one))
    expect(keyMetricsOf(one)).not.toBe(keyMetricsOf(two))
  })
})

describe('daily sums', () => {
  const today = Math.floor(NOW / DAY) * DAY

  test('daily sums: they run from the start of the first day until now', async () => {
    const { start } = await daily()
    expect(start).toBe(today - 30 * DAY)
    const [call] = cloudwatch.commandCalls(GetMetricDataCommand)
    expect(call?.args[0].input).toMatchObject({ StartTime: new Date(start), EndTime: new Date(NOW) })
  })

  test('daily sums: they are added up, in all and by operation', async () => {
    counts({
      [`Decrypt ${arn(1)}`]: [
        [today - 5 * DAY, 10],
        [today - 2 * DAY, 4],
      ],
      [`Encrypt ${arn(1)}`]: [[today - 9 * DAY, 1]],
      [reEncrypt(1, 1)]: [[today - 2 * DAY, 2]],
    })
    expect(await daily()).toMatchObject({
      total: 17,
      byOperation: { Decrypt: 14, Encrypt: 1, ReEncrypt: 2 },
      complete: true,
    })
  })

  test('daily sums: they name the last day with a request and the series that had some on it', async () => {
    counts({
      [`Encrypt ${arn(1)}`]: [[today - 2 * DAY, 1]],
      [`Decrypt ${arn(1)}`]: [[today - 5 * DAY, 10]],
      // Newest first, as CloudWatch tells them.
      [reEncrypt(1, 1)]: [
        [today - 2 * DAY, 2],
        [today - 7 * DAY, 2],
      ],
    })
    const { lastDay } = await daily()
    expect(lastDay?.start).toBe(today - 2 * DAY)
    expect(lastDay?.series.map(({ operation }) => operation)).toEqual(['Encrypt', 'ReEncrypt'])
  })

  test('daily sums: without any request they are 0 and complete, and not the sums of another window', async () => {
    counts({ [`Decrypt ${arn(1)}`]: [[today - 100 * DAY, 5]] })
    const metrics = keyMetricsOf(aPlace().client)
    const both = await finished(Promise.all([metrics.daily(symmetric, 30), metrics.daily(symmetric, 455)]))
    expect(both).toMatchObject([
      { value: { total: 0, lastDay: null, complete: true } },
      { value: { total: 5, lastDay: { start: today - 100 * DAY } } },
    ])
  })

  test('daily sums: they are not complete when one series is not', async () => {
    counts({}, name => name.startsWith('Encrypt'))
    expect((await daily()).complete).toBe(false)
  })
})

describe('the last hour', () => {
  const day = Math.floor((NOW - 3 * DAY) / DAY) * DAY
  const series = ['Decrypt', 'Encrypt'].map(operation => ({ operation, keyArn: arn(1) }))
  const lastHour = () => finished(keyMetricsOf(aPlace().client).lastHour({ start: day, series }))

  test('last hour: it is the latest bucket of any series on that day', async () => {
    counts({
      [`Decrypt ${arn(1)}`]: [
        [day + 9 * HOUR, 1],
        [day + 4 * HOUR, 1],
      ],
      [`Encrypt ${arn(1)}`]: [[day + 17 * HOUR, 1]],
    })
    expect(await lastHour()).toEqual({ known: true, value: { start: day + 17 * HOUR, operation: 'Encrypt' } })
    const [call] = cloudwatch.commandCalls(GetMetricDataCommand)
    expect(call?.args[0].input).toMatchObject({ StartTime: new Date(day), EndTime: new Date(day + DAY) })
  })

  test('last hour: it is none where the hours are empty', async () => {
    expect(await lastHour()).toEqual({ known: true, value: null })
  })
})

const seen = async (): Promise<boolean> => {
  const metrics = keyMetricsOf(aPlace().client)
  await finished(metrics.daily(symmetric, 30))
  return metrics.seen
}

describe('whether anything was ever seen in a place', () => {
  test('series: the list of series shows whether a place ever had requests', async () => {
    expect(await seen()).toBe(false)
    lists().resolves({ Metrics: [metric(['KeyArn', arn(9)], ['Operation', 'Decrypt'])] })
    expect(await seen()).toBe(true)
  })

  test('series: sums show it, too, where the list was refused', async () => {
    lists().rejects(denied.byIdentityPolicy())
    counts({ [`Decrypt ${arn(1)}`]: [[NOW - 5 * DAY, 1]] })
    expect(await seen()).toBe(true)
  })
})

test.each([
  ['denied', denied.byIdentityPolicy()],
  ['server_error', awsError('InternalFailure', '', 500)],
])('daily sums: not claimed as whole where the list of series is %s; an HMAC key needs no list', async (how, error) => {
  lists().rejects(error)
  const place = aPlace()
  const sums = await finished(keyMetricsOf(place.client).daily(symmetric, 30))
  const hmacKey = { arn: arn(2), spec: 'HMAC_256', usage: 'GENERATE_VERIFY_MAC' }
  const hmac = await finished(keyMetricsOf(place.client).daily(hmacKey, 30))
  expect(place.said()).toEqual([`cloudwatch:ListMetrics ${how}`])
  expect(sums).toMatchObject({ known: true, value: { listed: false } })
  expect(hmac).toMatchObject({ known: true, value: { listed: true } })
})
