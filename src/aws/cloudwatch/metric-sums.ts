import { GetMetricDataCommand } from '@aws-sdk/client-cloudwatch'
import type { Instant } from '../../model/time.ts'
import { SECOND } from '../../model/time.ts'
import type { Failure } from '../answers/answer.ts'
import { failure } from '../answers/answer.ts'
import { nextPage, tokenBy, type Page } from '../calls/pages.ts'
import type { Metric } from './metric-series.ts'
import type { AnswerTime } from '../session/clock.ts'
import type { PlaceClient } from '../session/place-client.ts'
import {
  answered,
  amount,
  fields,
  Members,
  optional,
  past,
  placedItems,
  readableItems,
  text,
  word,
  type Read,
  type ReadableItems,
} from '../answers/shape.ts'

/** Queries that one GetMetricData call may hold. */
export const BATCH = 500

export interface Window {
  start: Instant
  end: Instant
  /** Milliseconds, a multiple of a minute. */
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
 * Sums of up to 500 metrics, in their order, every page read. When a page fails, what the pages before it said is kept: a
 * request that was counted is a use, whatever fails later. Series that were not read to their end say why.
 * https://docs.aws.amazon.com/AmazonCloudWatch/latest/APIReference/API_GetMetricData.html
 */
export async function readSums(client: PlaceClient, metrics: readonly Metric[], window: Window): Promise<SeriesSums[]> {
  const cloudwatch = await client.clients.cloudwatch()
  const input = {
    StartTime: new Date(window.start),
    EndTime: new Date(window.end),
    MetricDataQueries: metrics.map(({ namespace, name, dimensions }, index) => ({
      Id: `m${index}`,
      MetricStat: {
        Metric: { Namespace: namespace, MetricName: name, Dimensions: [...dimensions] },
        Period: window.period / SECOND,
        Stat: 'Sum',
      },
    })),
  }
  const sums = metrics.map(() => ({ buckets: new Map<Instant, number>(), complete: false, broken: false }))
  let failed: Failure | null = null
  const send = (token: string | undefined) => cloudwatch.send(new GetMetricDataCommand({ ...input, ...tokenBy(token) }))
  for await (const page of client.pages('cloudwatch:GetMetricData', { send, read: readSumsPage })) {
    if (!page.known) {
      failed = page
      break
    }
    const { parts, unreadableToken } = page.value
    for (const part of parts.good) {
      collectSums(sums[Number(part.id.slice(1))], part)
      if (part.wrong !== null) failed = failure('malformed', part.wrong)
    }
    if (parts.wrong !== null) failed = failure('malformed', parts.wrong)
    // Any of the series may be the one that a damaged part belongs to, or go on after an unreadable token.
    if (parts.wrong !== null || unreadableToken !== null) for (const each of sums) each.broken = true
  }
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

interface SumsPage extends Page {
  parts: ReadableItems<SeriesPart>
}

function readSumsPage(answer: unknown, { latest }: AnswerTime): SumsPage {
  const { MetricDataResults, NextToken } = answered(answer)
  return {
    parts: readableItems(seriesPart(past(latest)))(MetricDataResults, 'MetricDataResults'),
    ...nextPage(NextToken),
  }
}

/** Part of one series. */
interface SeriesPart {
  /** Of the query that asked for it: `m12`. */
  id: string
  buckets: { start: Instant; sum: number }[]
  /** What is wrong with the first bucket that cannot be read. */
  wrong: string | null
  status: string | undefined
}

/**
 * Numbers must name their series. `Values` belong to `Timestamps` by their places: a bucket or a status that cannot be
 * read does not cost the others.
 */
const seriesPart =
  (date: Read<Instant>): Read<SeriesPart> =>
  (value, name) => {
    const { Id, Timestamps, Values, StatusCode } = fields(value, name)
    const times = optional(placedItems(date))(Timestamps, `${name}.Timestamps`) ?? NOTHING
    const values = optional(placedItems(amount))(Values, `${name}.Values`) ?? NOTHING
    const hasNumbers = times.items.length + values.items.length > 0
    const uneven =
      times.items.length === values.items.length ? null : `malformed response: ${name} has a timestamp without a value`
    const members = new Members()
    const status = members.read(word, StatusCode, `${name}.StatusCode`)
    return {
      id: hasNumbers ? word(Id, `${name}.Id`) : (optional(text)(Id, `${name}.Id`) ?? ''),
      buckets: times.items.flatMap((start, index) => {
        const sum = values.items[index] ?? 0
        return start !== null && sum > 0 ? [{ start, sum }] : []
      }),
      wrong: times.wrong ?? values.wrong ?? uneven ?? members.wrong,
      status,
    }
  }

const NOTHING = { items: [], wrong: null }

/** A series that runs on over several pages is complete when its last part says so; a repeated bucket counts once. */
function collectSums(sums: ReadSeries | undefined, { buckets, wrong, status }: SeriesPart): void {
  if (sums === undefined) return
  sums.complete = status === 'Complete'
  sums.broken ||= wrong !== null
  for (const { start, sum } of buckets) sums.buckets.set(start, sum)
}
