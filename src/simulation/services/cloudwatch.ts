import { DAY, SECOND, type Instant } from '../../model/time.ts'
import { callsBetween } from '../world/calls-of-use.ts'
import { page, readToken, pageToken, WireError, type SimulatedCall, type SimulatedService } from '../wire/call.ts'
import { getDashboard, putDashboard, putMetricData } from './received/metrics.ts'
import { datapointsOf, type Datapoints } from './datapoints.ts'
import { metricId, type SimulatedMetric } from '../world/simulated-metric.ts'
import { DEFAULT_DELAYS } from '../world/world.ts'

/** https://docs.aws.amazon.com/AmazonCloudWatch/latest/APIReference/API_GetMetricData.html, …/API_ListMetrics.html */
export const cloudwatch: SimulatedService = {
  name: 'cloudwatch',
  protocol: 'json-1.0',
  throttle: { name: 'Throttling', message: 'Rate exceeded', status: 400 },
  operations: {
    GetMetricData: getMetricData,
    ListMetrics: listMetrics,
    PutMetricData: putMetricData,
    GetDashboard: getDashboard,
    PutDashboard: putDashboard,
  },
}

const NAMESPACE = 'AWS/KMS'
const METRIC = 'SuccessfulRequest'
const MAX_QUERIES = 500
const MAX_DATAPOINTS = 100_800
const TWO_WEEKS = 14 * DAY

interface Dimension {
  Name: string
  Value?: string
}

/** Returns the metrics with data in the last two weeks, 500 a page. */
function listMetrics({ index, input, now, world }: SimulatedCall): unknown {
  const { Namespace, MetricName, NextToken } = input
  const wanted = (input['Dimensions'] ?? []) as Dimension[]
  const until = now - (world.delays?.metrics ?? DEFAULT_DELAYS.metrics)
  const asked = (Namespace ?? NAMESPACE) === NAMESPACE && (MetricName ?? METRIC) === METRIC
  const alive = asked
    ? [...index.metrics.values()].filter(metric => hasRecentData(metric, until) && hasDimensions(metric, wanted))
    : []
  const { items, next } = page(alive, 'metrics', NextToken, 500, validationError('Invalid nextToken'))
  return {
    Metrics: items.map(({ dimensions }) => ({ Namespace: NAMESPACE, MetricName: METRIC, Dimensions: dimensions })),
    ...(next !== undefined && { NextToken: next }),
  }
}

const hasRecentData = ({ uses }: SimulatedMetric, until: Instant): boolean =>
  uses.some(use => callsBetween(use, until - TWO_WEEKS, until) > 0)

const hasDimensions = ({ dimensions }: SimulatedMetric, wanted: readonly Dimension[]): boolean =>
  wanted.every(({ Name, Value }) =>
    dimensions.some(dimension => dimension.Name === Name && (Value === undefined || dimension.Value === Value)),
  )

interface MetricQuery {
  Id: string
  Expression?: string
  ReturnData?: boolean
  Label?: string
  MetricStat?: {
    Metric: { Namespace?: string; MetricName?: string; Dimensions?: { Name: string; Value: string }[] }
    Period: number
    Stat: string
  }
}

/** The start of the next page: a query, and the number of its points that earlier pages returned. */
interface DatapointCursor {
  query: number
  point: number
}

/**
 * A page ends after so many datapoints. The metric that it cuts has the status PartialData and continues in the next
 * page.
 */
function getMetricData(call: SimulatedCall): unknown {
  const { input } = call
  const queries = validQueries(input)
  const most = Math.min(Number(input['MaxDatapoints'] ?? MAX_DATAPOINTS), MAX_DATAPOINTS)
  const start = readToken<DatapointCursor>('data', input['NextToken'], validationError('Invalid nextToken')) ?? {
    query: 0,
    point: 0,
  }
  const results: unknown[] = []
  let left = most
  for (let number = start.query; number < queries.length; number++) {
    const query = queries[number]
    if (query === undefined || query.ReturnData === false) continue
    const from = number === start.query ? start.point : 0
    const all = answerQuery(query, call)
    if (left === 0 && all.length > 0)
      return { ...toAnswer(results), NextToken: pageToken('data', { query: number, point: 0 }) }
    const returned = all.slice(from, from + left)
    left -= returned.length
    const end = from + returned.length
    results.push(toResult(query, returned, end < all.length))
    if (end < all.length) return { ...toAnswer(results), NextToken: pageToken('data', { query: number, point: end }) }
  }
  return toAnswer(results)
}

const toAnswer = (results: readonly unknown[]) => ({ MetricDataResults: results, Messages: [] })

const toResult = (query: MetricQuery, returned: Datapoints, cut: boolean) => ({
  Id: query.Id,
  Label: query.Label ?? METRIC,
  Timestamps: returned.map(([at]) => at / SECOND),
  Values: returned.map(([, value]) => value),
  StatusCode: cut ? 'PartialData' : 'Complete',
})

/** Returns the datapoints of a metric. One that does not exist is not an error: it has no data. */
function answerQuery({ MetricStat }: MetricQuery, { index, input, now, world }: SimulatedCall): Datapoints {
  if (MetricStat === undefined) return []
  const { Namespace, MetricName, Dimensions = [] } = MetricStat.Metric
  const uses =
    Namespace === NAMESPACE && MetricName === METRIC
      ? index.metrics.get(metricId(Dimensions))?.uses
      : otherMetric(MetricStat.Metric, index)?.counts
  if (uses === undefined) return []
  const measured = now - (world.delays?.metrics ?? DEFAULT_DELAYS.metrics)
  const span = { from: Number(input['StartTime']) * SECOND, to: Number(input['EndTime']) * SECOND }
  const found = datapointsOf(uses, {
    ...span,
    period: MetricStat.Period * SECOND,
    stat: MetricStat.Stat,
    now,
    measured,
  })
  return input['ScanBy'] === 'TimestampAscending' ? found.toReversed() : found
}

/** Finds a metric of another service. */
const otherMetric = (
  { Namespace, MetricName, Dimensions = [] }: NonNullable<MetricQuery['MetricStat']>['Metric'],
  { account, region }: SimulatedCall['index'],
) =>
  account.regions[region]?.metrics?.find(
    ({ namespace, name, dimensions }) =>
      namespace === Namespace &&
      name === MetricName &&
      metricId(Object.entries(dimensions).map(([Name, Value]) => ({ Name, Value }))) === metricId(Dimensions),
  )

function validQueries(input: SimulatedCall['input']): MetricQuery[] {
  const queries = (input['MetricDataQueries'] ?? []) as MetricQuery[]
  if (queries.length > MAX_QUERIES)
    throw validationError(`The collection MetricDataQueries must not have a size greater than ${MAX_QUERIES}.`)
  if (!(Number(input['StartTime']) < Number(input['EndTime'])))
    throw validationError('The parameter StartTime must be less than the parameter EndTime.')
  if (new Set(queries.map(({ Id }) => Id)).size < queries.length)
    throw validationError('The values for parameter id in MetricDataQueries are not unique.')
  for (const { Id, MetricStat, Expression } of queries) {
    if (!/^[a-z]\w*$/.test(Id))
      throw validationError(
        `The value ${Id} for parameter MetricDataQueries is not matching the expected pattern ^[a-z][a-zA-Z0-9_]*$.`,
      )
    if (MetricStat === undefined) throw validationError(`Expressions are not simulated: ${Expression ?? ''}`)
    const { Period } = MetricStat
    if (Period % 60 !== 0 || Period <= 0) throw validationError(`Period must be a multiple of 60, was ${Period}`)
  }
  return queries
}

const validationError = (message: string): WireError => new WireError('ValidationError', message)
