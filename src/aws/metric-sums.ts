import { GetMetricDataCommand } from '@aws-sdk/client-cloudwatch'
import type { MetricDataResult } from '@aws-sdk/client-cloudwatch'
import type { Instant } from '../model/time.ts'
import { SECOND } from '../model/time.ts'
import type { Failure } from './answer.ts'
import { failure } from './answer.ts'
import { Tokens } from './tokens.ts'
import type { Series } from './metric-series.ts'
import { METRIC, NAMESPACE, dimensionsOf } from './metric-series.ts'
import type { PlaceAccess } from './place-access.ts'

/** Queries that one GetMetricData call may hold. */
export const BATCH = 500

export interface Window {
  start: Instant
  end: Instant
  /** Milliseconds, a multiple of an hour. */
  period: number
}

/** Sums of one series: buckets with more than nothing in them. */
export interface SeriesSums {
  buckets: readonly { start: Instant; sum: number }[]
  /** Every page was read and CloudWatch calls the result complete: a bucket that is missing was empty. */
  complete: boolean
  /** Why it was not read to its end, where a page of the answer is missing or wrong. */
  failure?: Failure
}

/**
 * Sums of up to 500 series, in their order, every page read. When a page fails, what the pages before it said is kept: a
 * request that was counted is a use, whatever fails later. Series that were not read to their end say why.
 * https://docs.aws.amazon.com/AmazonCloudWatch/latest/APIReference/API_GetMetricData.html
 */
export async function readSums(access: PlaceAccess, series: readonly Series[], window: Window): Promise<SeriesSums[]> {
  const client = await access.clients.cloudwatch()
  const input = {
    StartTime: new Date(window.start),
    EndTime: new Date(window.end),
    MetricDataQueries: series.map((each, index) => ({
      Id: `m${index}`,
      MetricStat: {
        Metric: { Namespace: NAMESPACE, MetricName: METRIC, Dimensions: dimensionsOf(each) },
        Period: window.period / SECOND,
        Stat: 'Sum',
      },
    })),
  }
  const sums = series.map(() => ({ buckets: new Map<Instant, number>(), complete: false, broken: false }))
  const tokens = new Tokens()
  let token: string | undefined
  let failed: Failure | null = null
  do {
    const next = token === undefined ? {} : { NextToken: token }
    const command = new GetMetricDataCommand({ ...input, ...next })
    const page = await access.caller.call('cloudwatch:GetMetricData', token ?? 'first', () => client.send(command))
    if (!page.known) {
      failed = page
      break
    }
    const { MetricDataResults: results, NextToken } = page.value
    if (results === undefined) {
      failed = failure('malformed', 'an answer of GetMetricData without MetricDataResults')
      break
    }
    for (const result of results) collect(sums[Number(result.Id?.slice(1))], result)
    if (results.some(isNobodys)) {
      failed = failure('malformed', 'an answer of GetMetricData with numbers of nobody')
      // Any of the series may be the one that they belong to.
      for (const each of sums) each.broken = true
    }
    if (NextToken !== undefined && !tokens.leadsOn(NextToken)) {
      failed = failure('malformed', 'GetMetricData repeats a page')
      break
    }
    token = NextToken
  } while (token !== undefined)
  return settled(sums, failed)
}

interface ReadSeries {
  buckets: Map<Instant, number>
  complete: boolean
  broken: boolean
}

function settled(sums: readonly ReadSeries[], failed: Failure | null): SeriesSums[] {
  return sums.map(({ buckets, complete, broken }) => {
    const isWhole = complete && !broken
    return {
      buckets: Array.from(buckets, ([start, sum]) => ({ start, sum })),
      complete: isWhole,
      ...(isWhole || failed === null ? {} : { failure: failed }),
    }
  })
}

/** Part of a series that was asked for: which one, nobody can tell. */
const isNobodys = ({ Id, Timestamps = [], Values = [] }: MetricDataResult): boolean =>
  Id === undefined && Timestamps.length + Values.length > 0

/** A series that runs on over several pages is complete when its last part says so; a bucket told twice counts once. */
function collect(
  sums: ReadSeries | undefined,
  { Timestamps: times = [], Values: values = [], StatusCode: status }: MetricDataResult,
): void {
  if (sums === undefined) return
  sums.complete = status === 'Complete'
  sums.broken ||= times.length !== values.length
  times.forEach((time, index) => {
    const sum = values[index]
    if (sum !== undefined && sum > 0) sums.buckets.set(time.getTime(), sum)
  })
}
