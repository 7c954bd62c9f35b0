import { type MetricDatum, PutMetricDataCommand } from '@aws-sdk/client-cloudwatch'
import type { Answer } from '../answers/answer.ts'
import { untimed } from '../answers/answer.ts'
import { answered } from '../answers/shape.ts'
import type { PlaceClient } from '../session/place-client.ts'

/**
 * Publishes at most 1,000 metrics, 1 MB in all. One that is not valid fails the call.
 * https://docs.aws.amazon.com/AmazonCloudWatch/latest/APIReference/API_PutMetricData.html
 */
export async function putMetrics(
  client: PlaceClient,
  Namespace: string,
  MetricData: MetricDatum[],
): Promise<Answer<null>> {
  const cloudwatch = await client.clients.cloudwatch()
  const command = new PutMetricDataCommand({ Namespace, MetricData })
  const send = (): Promise<unknown> => cloudwatch.send(command)
  return untimed(await client.call('cloudwatch:PutMetricData', MetricData[0]?.MetricName ?? '', send, readNothing))
}

function readNothing(answer: unknown): null {
  answered(answer)
  return null
}
