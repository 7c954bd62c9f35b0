import type { GetMetricDataCommandInput, MetricDataQuery, MetricDataResult } from '@aws-sdk/client-cloudwatch'
import { CloudWatchClient, GetMetricDataCommand, ListMetricsCommand } from '@aws-sdk/client-cloudwatch'
import { afterEach, beforeEach, describe, expect, test, vi } from 'vitest'
import type { Evidence, Sighting } from '../../src/model/evidence.ts'
import { DAY, HOUR } from '../../src/model/time.ts'
import source from '../../src/sources/cloudwatch.ts'
import type { EffortQuestion } from '../../src/sources/source.ts'
import { aPlace, arn, awsError, denied, finished, id, NOW } from '../aws/a-place.ts'
import { mockedClient } from '../aws/mocked-client.ts'

const cloudwatch = mockedClient(CloudWatchClient)
beforeEach(() => {
  vi.useFakeTimers()
  cloudwatch.reset()
  cloudwatch.on(ListMetricsCommand).resolves({ Metrics: [] })
})
afterEach(() => void vi.useRealTimers())

const dayOf = (at: number): number => Math.floor(at / DAY) * DAY
const SINCE = dayOf(NOW - 455 * DAY)
const key = { id: id(1), arn: arn(1), spec: 'SYMMETRIC_DEFAULT', usage: 'ENCRYPT_DECRYPT', manager: 'CUSTOMER' }

const operationOf = ({ MetricStat }: MetricDataQuery): string =>
  MetricStat?.Metric?.Dimensions?.find(({ Name }) => Name === 'Operation')?.Value ?? ''
const isHourly = (input: GetMetricDataCommandInput): boolean =>
  input.MetricDataQueries?.[0]?.MetricStat?.Period === 3600

/** Requests by operation, as CloudWatch sums them by day and by hour; `hourly` answers in place of the latter. */
function requests(
  uses: readonly [operation: string, at: number][],
  { status = 'Complete', hourly }: { status?: string; hourly?: Error | 'nothing' } = {},
): void {
  cloudwatch.on(GetMetricDataCommand).callsFake((input: GetMetricDataCommandInput) => {
    if (isHourly(input) && hourly instanceof Error) throw hourly
    const period = isHourly(input) ? HOUR : DAY
    const MetricDataResults = (input.MetricDataQueries ?? []).map(query => {
      const [start, end] = [input.StartTime?.getTime() ?? 0, input.EndTime?.getTime() ?? 0]
      const own = uses.filter(([operation, at]) => operation === operationOf(query) && at >= start && at < end)
      const shown = isHourly(input) && hourly === 'nothing' ? [] : own
      const buckets = [...new Set(shown.map(([, at]) => Math.floor(at / period) * period))]
      const data = { Timestamps: buckets.map(at => new Date(at)), Values: buckets.map(() => 1) }
      return { Id: query.Id, StatusCode: status, ...data }
    })
    return { MetricDataResults }
  })
}

async function look(asked: Parameters<ReturnType<typeof source.open>['look']>[0] = key) {
  const place = aPlace()
  const { sighting } = await finished(source.open(place.client, { maxPages: 40 }).look(asked, 'full'))
  return { sighting, said: place.said() }
}

describe('a use', () => {
  const at = Date.UTC(2026, 0, 24, 14, 25)

  test('CloudWatch use: one that the first page showed is kept although the second page fails, with a gap', async () => {
    const error = awsError('InternalFailure', 'sorry', 500)
    const day = {
      Id: 'm0',
      StatusCode: 'Complete',
      Timestamps: [new Date(dayOf(at))],
      Values: [1],
    } satisfies MetricDataResult
    cloudwatch
      .on(GetMetricDataCommand)
      .resolvesOnce({ MetricDataResults: [day], NextToken: 'more' })
      .rejects(error)
    const { sighting, said } = await look()
    expect(sighting).toMatchObject({ kind: 'used', at: dayOf(at), precision: 'day' })
    expect(said).toEqual([`cloudwatch:GetMetricData server_error ${id(1)}`])
  })

  test('CloudWatch use: it is dated to the hour, with its operation, up to fifteen months back', async () => {
    requests([
      ['Decrypt', at - 3 * DAY],
      ['Encrypt', at - 5 * HOUR],
      ['GenerateDataKey', at],
    ])
    const { sighting, said } = await look()
    expect(sighting).toEqual({
      kind: 'used',
      at: Date.UTC(2026, 0, 24, 14),
      precision: 'hour',
      operation: 'GenerateDataKey',
      since: SINCE,
      until: NOW,
    })
    expect(said).toEqual([])
  })

  test('CloudWatch use: it is looked up by day first, then by the hour on its last day, only for the series that had it', async () => {
    requests([
      ['Decrypt', at - 3 * DAY],
      ['GenerateDataKey', at],
    ])
    await look()
    const inputs = cloudwatch.commandCalls(GetMetricDataCommand).map(({ args: [{ input }] }) => input)
    expect(inputs).toMatchObject([
      { StartTime: new Date(SINCE), EndTime: new Date(NOW) },
      { StartTime: new Date(dayOf(at)), EndTime: new Date(dayOf(at) + DAY) },
    ])
    expect(inputs[1]?.MetricDataQueries?.map(operationOf)).toEqual(['GenerateDataKey'])
  })

  test.each([
    ['the hours are empty', 'nothing' as const, []],
    ['the hours are denied', denied.byIdentityPolicy(), ['cloudwatch:GetMetricData denied']],
    [
      'the hours do not come',
      awsError('InternalFailure', 'sorry', 500),
      [`cloudwatch:GetMetricData server_error ${id(1)}`],
    ],
  ])('CloudWatch use: precise to the day if %s', async (_, hourly, gaps) => {
    requests([['Decrypt', at]], { hourly })
    const { sighting, said } = await look()
    expect(sighting).toEqual({ kind: 'used', at: dayOf(at), precision: 'day', since: SINCE, until: NOW })
    expect(said).toEqual(gaps)
  })

  test('CloudWatch use: incomplete data can show one', async () => {
    requests([['Decrypt', at]], { status: 'PartialData' })
    expect((await look()).sighting).toMatchObject({ kind: 'used', precision: 'hour' })
  })

  test('CloudWatch use: for a key that may not be described it is found under any operation', async () => {
    requests([['DeriveSharedSecret', at]])
    const { sighting } = await look({ ...key, spec: null, usage: null, manager: null })
    expect(sighting).toMatchObject({ kind: 'used', operation: 'DeriveSharedSecret' })
  })
})

describe('no use', () => {
  test('CloudWatch silence: it covers the whole time that was queried', async () => {
    requests([])
    const { sighting, said } = await look()
    expect(sighting).toEqual({ kind: 'not-seen', since: SINCE, until: NOW })
    expect(said).toEqual([])
  })

  test.each(['PartialData', 'InternalError', 'Forbidden'])(
    'CloudWatch: no use in data that are %s is only partial',
    async status => {
      requests([], { status })
      expect((await look()).sighting).toEqual({ kind: 'partial', since: SINCE, until: NOW })
    },
  )

  test('proves nothing: the source is a positive one', () => {
    expect(source.complete).toBe(false)
  })
})

test.each([
  ['denied', denied.byIdentityPolicy(), 'denied', 'cloudwatch:GetMetricData denied'],
  [
    'a server error',
    awsError('InternalFailure', '', 500),
    'server_error',
    `cloudwatch:GetMetricData server_error ${id(1)}`,
  ],
  ['refused', awsError('ValidationException'), 'unsupported', `cloudwatch:GetMetricData unsupported ${id(1)}`],
])('CloudWatch: %s is unknown, with one gap for the place, or for the key', async (_, error, reason, gap) => {
  cloudwatch.on(GetMetricDataCommand).rejects(error)
  const { sighting, said } = await look()
  expect(sighting).toMatchObject({ kind: 'unknown', reason })
  expect(said).toEqual([gap])
})

test('CloudWatch: a denied ListMetrics does not keep the sums from being read', async () => {
  cloudwatch.on(ListMetricsCommand).rejects(denied.byIdentityPolicy())
  requests([['Decrypt', NOW - 3 * DAY]])
  const { sighting, said } = await look()
  expect(sighting).toMatchObject({ kind: 'used', precision: 'hour' })
  expect(said).toEqual(['cloudwatch:ListMetrics denied'])
})

const evidence = (sighting: Sighting, complete = true): Evidence => ({ source: 'any', complete, delay: 0, sighting })
const span = { since: NOW - 200 * DAY, until: NOW }
const silent = evidence({ kind: 'not-seen', ...span })
const used = evidence({ kind: 'used', at: NOW - DAY, precision: 'second', ...span })
const question: EffortQuestion = {
  evidence: [],
  createdAt: null,
  aboutToBeUnused: false,
  doubleCheck: false,
  refusalsMatter: false,
  now: NOW,
}

describe('in the plan of calls CloudWatch', () => {
  test.each<[string, Partial<EffortQuestion>, 'full' | 'skip']>([
    ['nobody answered', {}, 'full'],
    ['every complete source was refused', { evidence: [evidence({ kind: 'unknown', why: 'denied' })] }, 'full'],
    ['every complete source broke off', { evidence: [evidence({ kind: 'partial', ...span })] }, 'full'],
    ['only a positive source answered', { evidence: [evidence(silent.sighting, false)] }, 'full'],
    ['a complete source saw a use', { evidence: [used] }, 'skip'],
    ['a complete source saw none, and the key is new', { evidence: [silent] }, 'skip'],
    ['the key is about to be called unused', { evidence: [silent], aboutToBeUnused: true }, 'full'],
    ['the key is about to be called unused after a use long ago', { evidence: [used], aboutToBeUnused: true }, 'full'],
  ])('CloudWatch: effort of the lookup when %s', (_, given, effort) => {
    expect(source.auto({ ...question, ...given })).toBe(effort)
  })
})
