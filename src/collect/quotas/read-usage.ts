import { BATCH, readSums, type SeriesSums, type Window } from '../../aws/cloudwatch/metric-sums.ts'
import type { Metric } from '../../aws/cloudwatch/metric-series.ts'
import type { PlaceClient } from '../../aws/session/place-client.ts'
import { batches } from '../../lib/batches.ts'
import { HOUR } from '../../model/time.ts'
import type { UsageWindow, WindowPart } from './usage-window.ts'

/** The calls and throttled calls that one usage metric counts, as far as CloudWatch has them. */
export interface MetricUsage {
  /** Sums of hours over the whole window. */
  calls: SeriesSums
  throttled: SeriesSums
  /** The calls again, in the shortest period of each part of the window. */
  parts: readonly (WindowPart & { sums: SeriesSums })[]
}

/** Counts what was throttled, with the dimensions of the metric that counts the calls. */
const THROTTLES = 'ThrottleCount'

/** A metric with calls in every minute has 21,600 sums. */
const FINE_BATCH = 20

/**
 * Reads the sums of usage metrics, in their order. Those without any calls are read in hours only. Failures become gaps.
 * https://docs.aws.amazon.com/AmazonCloudWatch/latest/monitoring/CloudWatch-Usage-Metrics.html
 */
export async function readUsage(
  client: PlaceClient,
  metrics: readonly Metric[],
  { since, until, parts }: UsageWindow,
): Promise<MetricUsage[]> {
  const hours = { start: since, end: until, period: HOUR }
  const throttles = metrics.map(metric => ({ ...metric, name: THROTTLES }))
  const coarse = await readAll(client, [...metrics, ...throttles], hours, BATCH)
  const active = metrics.flatMap((metric, index) =>
    (coarse[index]?.buckets.length ?? 0) > 0 ? [{ metric, index }] : [],
  )
  const fine = await Promise.all(
    parts.map(async ({ start, end, period }) => ({
      start,
      end,
      period,
      all: await readAll(
        client,
        active.map(({ metric }) => metric),
        { start, end, period },
        FINE_BATCH,
      ),
    })),
  )
  return metrics.map((_, index) => {
    const place = active.findIndex(one => one.index === index)
    return {
      calls: coarse[index] ?? NOTHING,
      throttled: coarse[metrics.length + index] ?? NOTHING,
      parts: place < 0 ? [] : fine.map(({ all, ...part }) => ({ ...part, sums: all[place] ?? NOTHING })),
    }
  })
}

const NOTHING: SeriesSums = { buckets: [], complete: false }

async function readAll(
  client: PlaceClient,
  metrics: readonly Metric[],
  window: Window,
  size: number,
): Promise<SeriesSums[]> {
  const all: SeriesSums[] = []
  for (const batch of batches(metrics, size)) all.push(...(await readSums(client, batch, window)))
  const failed = all.find(({ failure }) => failure !== undefined)?.failure
  if (failed !== undefined) client.note(failed, OPERATION)
  else if (all.some(({ complete }) => !complete))
    client.gap(OPERATION, 'partial', 'CloudWatch did not return all data.')
  return all
}

const OPERATION = 'cloudwatch:GetMetricData'
