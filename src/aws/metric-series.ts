import { ListMetricsCommand } from '@aws-sdk/client-cloudwatch'
import type { Dimension, Metric } from '@aws-sdk/client-cloudwatch'
import type { Failure } from './answer.ts'
import { failure } from './answer.ts'
import { Tokens } from './tokens.ts'
import type { PlaceAccess } from './place-access.ts'

/**
 * Successful cryptographic requests, as KMS counts them for each key.
 * https://docs.aws.amazon.com/kms/latest/developerguide/monitoring-cloudwatch.html
 */
export const NAMESPACE = 'AWS/KMS'
export const METRIC = 'SuccessfulRequest'

/** One series of the metric: an operation of a key, or ReEncrypt from one key to another. */
export type Series = { operation: string; keyArn: string } | { operation: string; from: string; to: string }

export function dimensionsOf(series: Series): Dimension[] {
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
export async function listSeries(access: PlaceAccess): Promise<ActiveSeries> {
  const client = await access.clients.cloudwatch()
  const byKey = new Map<string, Series[]>()
  const tokens = new Tokens()
  let nameless = false
  let token: string | undefined
  do {
    const next = token === undefined ? {} : { NextToken: token }
    const command = new ListMetricsCommand({ Namespace: NAMESPACE, MetricName: METRIC, ...next })
    const page = await access.caller.call('cloudwatch:ListMetrics', token ?? 'first', () => client.send(command))
    if (!page.known) return { byKey, failure: page }
    const { Metrics, NextToken } = page.value
    if (Metrics === undefined)
      return { byKey, failure: failure('malformed', 'an answer of ListMetrics without Metrics') }
    nameless ||= Metrics.some(({ Dimensions }) => Dimensions === undefined)
    for (const metric of Metrics) collect(byKey, metric)
    if (NextToken !== undefined && !tokens.leadsOn(NextToken)) {
      return { byKey, failure: failure('malformed', 'ListMetrics repeats a page') }
    }
    token = NextToken
  } while (token !== undefined)
  return { byKey, failure: nameless ? failure('malformed', 'ListMetrics told of metrics without dimensions') : null }
}

function collect(byKey: Map<string, Series[]>, { Dimensions: dimensions = [] }: Metric): void {
  const value = (name: string): string | undefined => dimensions.find(({ Name }) => Name === name)?.Value
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
