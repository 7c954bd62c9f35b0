import { createHash } from 'node:crypto'
import type { Instant } from '../../model/time.ts'
import { SECOND } from '../../model/time.ts'
import { type Answer, untimed } from '../answers/answer.ts'
import { Item } from '../answers/item.ts'
import { answered, fields, list, optional, text, word, type Read } from '../answers/shape.ts'
import { type Page, tokenIn } from '../calls/pages.ts'
import type { AwsClient } from '../session/clients.ts'
import type { PlaceClient } from '../session/place-client.ts'

/** A query of CloudWatch Logs Insights. */
export interface InsightsQuery {
  /** At most 10,000 characters. */
  text: string
  /** Name or ARN. Null: the text names what is searched. */
  logGroup: string | null
  /** Whole seconds. */
  since: Instant
  /** The end, which is not searched itself. */
  until: Instant
  /** Rows that it returns at most. */
  mostRows: number
}

/** Rows that AWS returns for a query at most. */
export const MOST_ROWS = 100_000

/** A query, as far as it has come. */
export interface InsightsState {
  state: 'running' | 'complete' | 'failed' | 'cancelled' | 'timeout'
  /** Bytes that it has scanned so far. */
  bytes: number
}

/** The values of a row by the names of its fields. A field without a value is absent. */
export type InsightsRow = Readonly<Record<string, string>>

async function insightsClient(client: PlaceClient): Promise<AwsClient> {
  const { CloudWatchLogsClient } = await import('@aws-sdk/client-cloudwatch-logs')
  return client.clients.of('CloudWatch Logs', config => new CloudWatchLogsClient(config))
}

/**
 * Starts a query. Returns its id.
 * https://docs.aws.amazon.com/AmazonCloudWatchLogs/latest/APIReference/API_StartQuery.html
 */
export async function startInsightsQuery(client: PlaceClient, query: InsightsQuery): Promise<Answer<string>> {
  const { StartQueryCommand } = await import('@aws-sdk/client-cloudwatch-logs')
  const logs = await insightsClient(client)
  const command = new StartQueryCommand({
    queryString: query.text,
    // Both ends are searched.
    startTime: query.since / SECOND,
    endTime: query.until / SECOND - 1,
    limit: query.mostRows,
    ...(query.logGroup !== null && { logGroupIdentifiers: [query.logGroup] }),
  })
  const name = createHash('sha256').update(JSON.stringify(query)).digest('hex')
  const send = (): Promise<unknown> => logs.send(command)
  return untimed(
    await client.call('logs:StartQuery', name, send, answer => word(answered(answer)['queryId'], 'queryId')),
  )
}

/** https://docs.aws.amazon.com/AmazonCloudWatchLogs/latest/APIReference/API_GetQueryResults.html */
export async function lookAtInsightsQuery(client: PlaceClient, id: string): Promise<Answer<InsightsState>> {
  const { GetQueryResultsCommand } = await import('@aws-sdk/client-cloudwatch-logs')
  const logs = await insightsClient(client)
  const send = (): Promise<unknown> => logs.send(new GetQueryResultsCommand({ queryId: id }))
  return untimed(
    await client.call('logs:GetQueryResults', id, send, answer => {
      const query = new Item(answer, '')
      return {
        state: STATES[query.word('status')] ?? 'running',
        bytes: query.at('statistics').number('bytesScanned') ?? 0,
      }
    }),
  )
}

const STATES: Readonly<Record<string, InsightsState['state']>> = {
  Complete: 'complete',
  Failed: 'failed',
  Cancelled: 'cancelled',
  Timeout: 'timeout',
}

/** Yields the rows of a query that is complete, page by page. A failure is the last item. */
export async function* insightsRows(client: PlaceClient, id: string): AsyncGenerator<Answer<InsightsRow[]>> {
  const { GetQueryResultsCommand } = await import('@aws-sdk/client-cloudwatch-logs')
  const logs = await insightsClient(client)
  const send = (token: string | undefined): Promise<unknown> =>
    logs.send(new GetQueryResultsCommand({ queryId: id, ...(token !== undefined && { nextToken: token }) }))
  for await (const page of client.pages('logs:GetQueryResults', { id, send, read: readPage }))
    yield page.known ? { known: true, value: page.value.rows } : page
}

interface ResultPage extends Page {
  rows: InsightsRow[]
}

function readPage(answer: unknown): ResultPage {
  const { results, nextToken } = answered(answer)
  return { rows: optional(list(row))(results, 'results') ?? [], ...tokenIn(nextToken, 'nextToken') }
}

/** A list of objects with the name of a field and its value. */
const row: Read<InsightsRow> = (value, name) =>
  Object.fromEntries(
    list(fields)(value, name).flatMap(({ field, value: given }) => {
      const found = optional(text)(given, `${name}.value`)
      return found === undefined ? [] : [[word(field, `${name}.field`), found]]
    }),
  )

/** Stops a query. One that has ended stays as it is. */
export async function stopInsightsQuery(client: PlaceClient, id: string): Promise<Answer<null>> {
  const { StopQueryCommand } = await import('@aws-sdk/client-cloudwatch-logs')
  const logs = await insightsClient(client)
  const send = (): Promise<unknown> => logs.send(new StopQueryCommand({ queryId: id }))
  return untimed(await client.call('logs:StopQuery', id, send, () => null))
}
