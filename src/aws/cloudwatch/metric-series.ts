import { ListMetricsCommand } from '@aws-sdk/client-cloudwatch'
import type { Dimension } from '@aws-sdk/client-cloudwatch'
import type { Failure } from '../answers/answer.ts'
import { failure } from '../answers/answer.ts'
import type { PlaceClient } from '../session/place-client.ts'
import { answered, fields, list, readableItems, word, type Read, type ReadableItems } from '../answers/shape.ts'
import { nextPage, tokenBy, type Page } from '../calls/pages.ts'

/**
 * Successful cryptographic requests, as KMS counts them for each key.
 * https://docs.aws.amazon.com/kms/latest/developerguide/monitoring-cloudwatch.html
 */
const NAMESPACE = 'AWS/KMS'
const METRIC = 'SuccessfulRequest'

/** One series of the metric: an operation of a key, or ReEncrypt from one key to another. */
export type Series = { operation: string; keyArn: string } | { operation: string; from: string; to: string }

/** One metric of CloudWatch. */
export interface Metric {
  namespace: string
  name: string
  dimensions: readonly Dimension[]
}

export const metricOf = (series: Series): Metric => ({
  namespace: NAMESPACE,
  name: METRIC,
  dimensions: dimensionsOf(series),
})

function dimensionsOf(series: Series): Dimension[] {
  const operation = { Name: 'Operation', Value: series.operation }
  if ('keyArn' in series) return [{ Name: 'KeyArn', Value: series.keyArn }, operation]
  return [{ Name: 'SourceKeyArn', Value: series.from }, { Name: 'DestinationKeyArn', Value: series.to }, operation]
}

/** The series with data in the last two weeks, by key ARN; a ReEncrypt series under both its keys. */
export interface ActiveSeries {
  byKey: ReadonlyMap<string, readonly Series[]>
  /** Set when the list is not whole: a key that is missing in it may be active all the same. */
  failure: Failure | null
}

/**
 * ListMetrics leaves out what had no data for two weeks: it says who is active, never who is not.
 * https://docs.aws.amazon.com/AmazonCloudWatch/latest/APIReference/API_ListMetrics.html
 */
export async function listSeries(client: PlaceClient): Promise<ActiveSeries> {
  const cloudwatch = await client.clients.cloudwatch()
  const byKey = new Map<string, Series[]>()
  let wrong: string | null = null
  const send = (token: string | undefined) =>
    cloudwatch.send(new ListMetricsCommand({ Namespace: NAMESPACE, MetricName: METRIC, ...tokenBy(token) }))
  for await (const page of client.pages('cloudwatch:ListMetrics', { send, read: readSeriesPage })) {
    if (!page.known) return { byKey, failure: page }
    const { metrics } = page.value
    wrong ??= metrics.wrong
    for (const dimensions of metrics.good) collectSeries(byKey, dimensions)
  }
  return { byKey, failure: wrong === null ? null : failure('malformed', wrong) }
}

interface SeriesPage extends Page {
  metrics: ReadableItems<NamedDimensions>
}

function readSeriesPage(answer: unknown): SeriesPage {
  const { Metrics, NextToken } = answered(answer)
  return { metrics: readableItems(dimensionsIn)(Metrics, 'Metrics'), ...nextPage(NextToken) }
}

type NamedDimensions = { name: string; value: string }[]

const dimensionsIn: Read<NamedDimensions> = (metric, name) =>
  list(dimension)(fields(metric, name)['Dimensions'], `${name}.Dimensions`)

const dimension: Read<NamedDimensions[number]> = (value, name) => {
  const { Name, Value } = fields(value, name)
  return { name: word(Name, `${name}.Name`), value: word(Value, `${name}.Value`) }
}

function collectSeries(byKey: Map<string, Series[]>, dimensions: NamedDimensions): void {
  const value = (wanted: string): string | undefined => dimensions.find(({ name }) => name === wanted)?.value
  const operation = value('Operation')
  const [keyArn, from, to] = [value('KeyArn'), value('SourceKeyArn'), value('DestinationKeyArn')]
  if (operation === undefined) return
  if (keyArn !== undefined) add(byKey, keyArn, { operation, keyArn })
  if (from === undefined || to === undefined) return
  for (const arn of new Set([from, to])) add(byKey, arn, { operation, from, to })
}

function add(byKey: Map<string, Series[]>, arn: string, series: Series): void {
  const all = byKey.get(arn)
  if (all === undefined) byKey.set(arn, [series])
  else all.push(series)
}
