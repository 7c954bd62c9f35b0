import type { GetMetricDataCommandInput, MetricDataQuery, MetricDataResult } from '@aws-sdk/client-cloudwatch'
import { CloudWatchClient, GetMetricDataCommand } from '@aws-sdk/client-cloudwatch'
import { afterEach, beforeEach, describe, expect, test, vi } from 'vitest'
import { MetricBatches } from '../../../src/aws/cloudwatch/metric-batches.ts'
import type { Series } from '../../../src/aws/cloudwatch/metric-series.ts'
import { DAY, HOUR } from '../../../src/model/time.ts'
import { aPlace, arn, awsError, denied, finished, NOW } from '../a-place.ts'
import { mockedClient } from '../mocked-client.ts'

const cloudwatch = mockedClient(CloudWatchClient)
beforeEach(() => {
  vi.useFakeTimers()
  cloudwatch.reset()
})
afterEach(() => void vi.useRealTimers())

const START = NOW - 30 * DAY
const asks = () => cloudwatch.on(GetMetricDataCommand)
const inputs = () => cloudwatch.commandCalls(GetMetricDataCommand).map(({ args: [{ input }] }) => input)
const queries = (input: GetMetricDataCommandInput | undefined) => input?.MetricDataQueries ?? []
const seriesOf = (key: number, count = 1): Series[] =>
  Array.from({ length: count }, (_, n) => ({ operation: `Op${n}`, keyArn: arn(key) }))
const batches = () => new MetricBatches(aPlace().client, { start: START, end: NOW, period: DAY })
const operationOf = (query: MetricDataQuery): number =>
  Number(query.MetricStat?.Metric?.Dimensions?.find(({ Name }) => Name === 'Operation')?.Value?.slice(2))

/** Every series counts as many requests as its number says, one day after the start. */
const counting = (input: GetMetricDataCommandInput) => ({
  MetricDataResults: queries(input).map((query): MetricDataResult => ({
    Id: query.Id ?? '',
    StatusCode: 'Complete',
    Timestamps: [new Date(START + DAY)],
    Values: [operationOf(query)],
  })),
})
const complete = (...buckets: [number, number][]) => ({
  complete: true,
  buckets: buckets.map(([start, sum]) => ({ start, sum })),
})

describe('a call', () => {
  test('metric batches: a call asks for sums of successful requests, by operation and key, over the window', async () => {
    asks().callsFake(counting)
    await finished(batches().read([{ operation: 'Decrypt', keyArn: arn(1) }]))
    expect(inputs()).toMatchObject([{ StartTime: new Date(START), EndTime: new Date(NOW) }])
    expect(queries(inputs()[0]).map(({ MetricStat }) => MetricStat)).toEqual([
      {
        Metric: {
          Namespace: 'AWS/KMS',
          MetricName: 'SuccessfulRequest',
          Dimensions: [
            { Name: 'KeyArn', Value: arn(1) },
            { Name: 'Operation', Value: 'Decrypt' },
          ],
        },
        Period: 86_400,
        Stat: 'Sum',
      },
    ])
  })

  test('metric batches: ReEncrypt is asked for by both keys', async () => {
    asks().callsFake(counting)
    await finished(batches().read([{ operation: 'ReEncrypt', from: arn(1), to: arn(2) }]))
    expect(queries(inputs()[0])[0]?.MetricStat?.Metric?.Dimensions).toEqual([
      { Name: 'SourceKeyArn', Value: arn(1) },
      { Name: 'DestinationKeyArn', Value: arn(2) },
      { Name: 'Operation', Value: 'ReEncrypt' },
    ])
  })

  test('metric batches: one call serves many keys, and each gets its own sums in their order', async () => {
    asks().callsFake(counting)
    const many = batches()
    const answers = await finished(Promise.all([1, 2, 3].map(key => many.read(seriesOf(key, key + 1)))))
    expect(cloudwatch.calls()).toHaveLength(1)
    expect(answers.map(answer => answer.known && answer.value.map(({ buckets }) => buckets[0]?.sum))).toEqual([
      [undefined, 1],
      [undefined, 1, 2],
      [undefined, 1, 2, 3],
    ])
  })

  test('metric batches: a call holds at most 500 series, and splits no key without need', async () => {
    asks().callsFake(counting)
    const many = batches()
    await finished(Promise.all(Array.from({ length: 200 }, (_, key) => many.read(seriesOf(key, 7)))))
    const sizes = inputs().map(input => queries(input).length)
    expect(Math.max(...sizes)).toBeLessThanOrEqual(500)
    expect(sizes.every(size => size % 7 === 0)).toBe(true)
    expect(sizes.reduce((sum, size) => sum + size, 0)).toBe(1400)
    expect(sizes).toHaveLength(3)
  })

  test('metric batches: a call waits only a moment for more keys', async () => {
    asks().callsFake(counting)
    const began = performance.now()
    await finished(batches().read(seriesOf(1)))
    expect(performance.now() - began).toBeLessThan(500)
    expect(vi.getTimerCount()).toBe(0)
  })

  test('metric batches: once every key has been described, a call is sent at once, with all that was asked before', async () => {
    asks().callsFake(counting)
    const began = performance.now()
    const many = batches()
    const early = many.read(seriesOf(1))
    many.allDescribed()
    await finished(Promise.all([early, many.read(seriesOf(2))]))
    expect(cloudwatch.calls()).toHaveLength(1)
    await finished(many.read(seriesOf(3)))
    expect(cloudwatch.calls()).toHaveLength(2)
    expect(performance.now() - began).toBe(0)
  })

  test('metric batches: a full call is sent at once', async () => {
    asks().callsFake(counting)
    const began = performance.now()
    await finished(batches().read(seriesOf(1, 500)))
    expect(performance.now() - began).toBe(0)
  })
})

test('metric batches: a key with more than 500 series is asked for in parts, its sums in their order', async () => {
  asks().callsFake(counting)
  const answer = await finished(batches().read(seriesOf(1, 1203)))
  expect(inputs().map(input => queries(input).length)).toEqual([500, 500, 203])
  if (!answer.known) throw new Error(answer.why)
  expect(answer.value.map(({ buckets }) => buckets[0]?.sum ?? 0)).toEqual(Array.from({ length: 1203 }, (_, n) => n))
})

const read = async (...pages: { results: MetricDataResult[]; next?: string }[]) => {
  const left = [...pages]
  asks().callsFake(() => {
    const { results, next } = left.shift() ?? { results: [] }
    return { MetricDataResults: results, ...(next === undefined ? {} : { NextToken: next }) }
  })
  const answer = await finished(batches().read(seriesOf(1)))
  if (!answer.known) throw new Error(answer.why)
  return answer.value[0]
}
const result = (StatusCode: string | undefined, ...data: [number, number][]): MetricDataResult => ({
  Id: 'm0',
  ...(StatusCode === undefined ? {} : { StatusCode: StatusCode as 'Complete' }),
  Timestamps: data.map(([at]) => new Date(at)),
  Values: data.map(([, value]) => value),
})

describe('an answer', () => {
  test('metric batches: an answer without data is complete and empty', async () => {
    expect(await read({ results: [result('Complete')] })).toEqual(complete())
    expect(await read({ results: [{ Id: 'm0', StatusCode: 'Complete' }] })).toEqual(complete())
  })

  test('metric batches: buckets without a request are not kept', async () => {
    expect(await read({ results: [result('Complete', [START, 0], [START + DAY, 3])] })).toEqual(
      complete([START + DAY, 3]),
    )
  })

  test('metric batches: an answer of several pages is complete when its last part says so', async () => {
    const first = { results: [result('PartialData', [START, 1])], next: 'more' }
    expect(await read(first, { results: [result('Complete', [START + DAY, 2])] })).toEqual(
      complete([START, 1], [START + DAY, 2]),
    )
    expect(inputs().map(({ NextToken }) => NextToken)).toEqual([undefined, 'more'])
  })

  test.each(['PartialData', 'InternalError'])(
    'metric batches: an answer that is %s in its last part is not complete',
    async status => {
      const first = { results: [result('Complete', [START, 1])], next: 'more' }
      expect((await read(first, { results: [result(status)] }))?.complete).toBe(false)
    },
  )

  test.each([
    ['PartialData', result('PartialData', [START, 1])],
    ['InternalError', result('InternalError')],
    ['Forbidden', result('Forbidden')],
    ['without a status', result(undefined, [START, 1])],
    ['with fewer values than times', { ...result('Complete', [START, 1], [START + DAY, 2]), Values: [1] }],
  ])('metric batches: an answer %s is not complete', async (_, part) => {
    expect((await read({ results: [part] }))?.complete).toBe(false)
  })

  const nothing = null as never
  test.each<[string, MetricDataResult, [number, number][]]>([
    ['a time', { Timestamps: [new Date(START + DAY), nothing], Values: [2, 1] }, [[START + DAY, 2]]],
    ['a value', { Timestamps: [new Date(START + DAY), new Date(START)], Values: [nothing, 1] }, [[START, 1]]],
    ['a value without a time', { Timestamps: [new Date(START + DAY)], Values: [2, 1] }, [[START + DAY, 2]]],
  ])(
    'metric batches: with %s that cannot be read, the other buckets of the series are kept, and the answer says what is wrong',
    async (_, part, buckets) => {
      const sums = await read({ results: [{ Id: 'm0', StatusCode: 'Complete', ...part }] })
      expect(sums).toMatchObject({ ...complete(...buckets), complete: false, failure: { reason: 'malformed' } })
    },
  )

  test('metric batches: a broken series leaves the others complete', async () => {
    const broken = { Id: 'm0', StatusCode: 'Complete' as const, Timestamps: [nothing], Values: [1] }
    asks().resolves({ MetricDataResults: [broken, { ...result('Complete', [START, 1]), Id: 'm1' }] })
    const many = batches()
    const [first, second] = await finished(Promise.all([1, 2].map(key => many.read(seriesOf(key)))))
    expect(first).toMatchObject({ known: false, reason: 'malformed' })
    expect(second).toEqual({ known: true, value: [complete([START, 1])] })
  })

  test('metric batches: a series that the answer leaves out is not complete', async () => {
    expect(await read({ results: [] })).toEqual({ complete: false, buckets: [] })
  })

  test('metric batches: an answer about something that was not asked changes nothing', async () => {
    const strange = { ...result('PartialData', [START, 9]), Id: 'other' }
    expect(await read({ results: [result('Complete', [START, 1]), strange, { StatusCode: 'Complete' }] })).toEqual(
      complete([START, 1]),
    )
  })
})

describe('a call that fails', () => {
  test.each([
    ['denied', () => asks().rejects(denied.byIdentityPolicy()), 'denied'],
    ['without results', () => asks().resolves({}), 'malformed'],
    ['going round in a circle', () => asks().resolves({ MetricDataResults: [], NextToken: 'again' }), 'malformed'],
    [
      'on its second page',
      () =>
        void asks()
          .resolvesOnce({ MetricDataResults: [], NextToken: 'more' })
          .rejects(awsError('InternalFailure', 'sorry', 500)),
      'server_error',
    ],
  ])('metric batch: a call %s fails for all its keys, without a number', async (_, answer, reason) => {
    answer()
    const many = batches()
    const answers = await finished(Promise.all([1, 2].map(key => many.read(seriesOf(key)))))
    for (const each of answers) expect(each).toMatchObject({ known: false, reason })
  })

  const used = result('Complete', [START + DAY, 3])
  const firstPage = () => asks().resolvesOnce({ MetricDataResults: [used], NextToken: 'more' })
  test.each<[string, () => unknown, string]>([
    ['fails', () => firstPage().rejects(awsError('InternalFailure', 'sorry', 500)), 'server_error'],
    ['is denied', () => firstPage().rejects(denied.byIdentityPolicy()), 'denied'],
    ['has no results', () => firstPage().resolves({}), 'malformed'],
    ['repeats its token', () => firstPage().resolves({ MetricDataResults: [], NextToken: 'more' }), 'malformed'],
    ['has numbers of nobody', () => firstPage().resolves({ MetricDataResults: [{ Values: [1] }] }), 'malformed'],
  ])('metric batches: the counts of the first page are kept although the second %s', async (_, answer, reason) => {
    answer()
    const many = batches()
    const [first, second] = await finished(Promise.all([1, 2].map(key => many.read(seriesOf(key)))))
    expect(first).toMatchObject({ known: true, value: [{ buckets: [{ start: START + DAY, sum: 3 }] }] })
    expect(second).toMatchObject({ known: false, reason })
  })

  test('metric batches: a failed second page does not change keys that the first page answered to the end', async () => {
    asks()
      .resolvesOnce({ MetricDataResults: [result('Complete')], NextToken: 'more' })
      .rejects(awsError('InternalFailure', 'sorry', 500))
    const many = batches()
    const [first, second] = await finished(Promise.all([1, 2].map(key => many.read(seriesOf(key)))))
    expect(first).toEqual({ known: true, value: [complete()] })
    expect(second).toMatchObject({ known: false, reason: 'server_error' })
  })

  test('metric batches: a failed call says nothing about the next one', async () => {
    asks().rejectsOnce(awsError('ValidationException')).callsFake(counting)
    const many = batches()
    expect(await finished(many.read(seriesOf(1)))).toMatchObject({ known: false })
    expect(await finished(many.read(seriesOf(1)))).toMatchObject({ known: true })
  })

  test('metric batches: a bug rejects the promise of every key in the call', async () => {
    asks().rejects(new TypeError('x is not a function'))
    const many = batches()
    const answers = await finished(Promise.allSettled([1, 2].map(key => many.read(seriesOf(key)))))
    expect(answers.map(({ status }) => status)).toEqual(['rejected', 'rejected'])
  })
})

test('metric batches: hourly sums over one day are asked for as such', async () => {
  asks().callsFake(counting)
  const window = { start: START, end: START + DAY, period: HOUR }
  await finished(new MetricBatches(aPlace().client, window).read(seriesOf(1)))
  expect(queries(inputs()[0])[0]?.MetricStat?.Period).toBe(3600)
})
