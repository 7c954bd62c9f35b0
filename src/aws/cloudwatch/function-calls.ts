import { GetMetricDataCommand } from '@aws-sdk/client-cloudwatch'
import { DAY, SECOND } from '../../model/time.ts'
import { type Answer, failure } from '../answers/answer.ts'
import { amount, answered, fields, list, optional, text, word, type Read } from '../answers/shape.ts'
import { nextPage, tokenBy } from '../calls/pages.ts'
import type { PlaceClient } from '../session/place-client.ts'

/** How often Lambda functions were invoked, and how often that ended with an error. */
export interface FunctionCalls {
  invocations: number
  errors: number
}

/** Functions in one call: each takes two of the 500 queries. */
const FUNCTIONS = 250

/**
 * Returns the calls of the Lambda functions with these names in the last days, in their order. Lambda measures an error
 * of 0 for each invocation that works, so that nothing measured means nothing invoked.
 * https://docs.aws.amazon.com/lambda/latest/dg/monitoring-metrics-types.html
 */
export async function functionCalls(
  client: PlaceClient,
  names: readonly string[],
  days: number,
): Promise<Answer<FunctionCalls[]>> {
  const all: FunctionCalls[] = []
  for (let start = 0; start < names.length; start += FUNCTIONS) {
    const answer = await sumsOf(client, names.slice(start, start + FUNCTIONS), days)
    if (!answer.known) return answer
    all.push(...answer.value)
  }
  return { known: true, value: all }
}

async function sumsOf(client: PlaceClient, names: readonly string[], days: number): Promise<Answer<FunctionCalls[]>> {
  const cloudwatch = await client.clients.cloudwatch()
  const input = {
    StartTime: new Date(client.now - days * DAY),
    EndTime: new Date(client.now),
    MetricDataQueries: names.flatMap((name, index) => [
      query(`i${index}`, 'Invocations', name),
      query(`e${index}`, 'Errors', name),
    ]),
  }
  const sums = new Map<string, { total: number; isComplete: boolean }>()
  const send = (token: string | undefined) => cloudwatch.send(new GetMetricDataCommand({ ...input, ...tokenBy(token) }))
  for await (const page of client.pages('cloudwatch:GetMetricData', { send, read: readPage, id: names[0] ?? '' })) {
    if (!page.known) return page
    for (const { id, total, isComplete } of page.value.series)
      sums.set(id, { total: (sums.get(id)?.total ?? 0) + total, isComplete })
  }
  if (input.MetricDataQueries.some(({ Id }) => sums.get(Id)?.isComplete !== true))
    return failure('partial', 'CloudWatch did not return all data of the rotation functions')
  const sum = (id: string): number => sums.get(id)?.total ?? 0
  return { known: true, value: names.map((_, at) => ({ invocations: sum(`i${at}`), errors: sum(`e${at}`) })) }
}

const query = (Id: string, MetricName: string, name: string) => ({
  Id,
  MetricStat: {
    Metric: { Namespace: 'AWS/Lambda', MetricName, Dimensions: [{ Name: 'FunctionName', Value: name }] },
    Period: DAY / SECOND,
    Stat: 'Sum',
  },
})

const readPage = (answer: unknown) => {
  const { MetricDataResults, NextToken } = answered(answer)
  return { series: list(part)(MetricDataResults, 'MetricDataResults'), ...nextPage(NextToken) }
}

const part: Read<{ id: string; total: number; isComplete: boolean }> = (value, name) => {
  const { Id, Values, StatusCode } = fields(value, name)
  const values = optional(list(amount))(Values, `${name}.Values`) ?? []
  return {
    id: word(Id, `${name}.Id`),
    total: values.reduce((sum, each) => sum + each, 0),
    isComplete: optional(text)(StatusCode, `${name}.StatusCode`) === 'Complete',
  }
}
