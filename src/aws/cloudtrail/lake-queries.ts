import { createHash } from 'node:crypto'
import { type Answer, untimed } from '../answers/answer.ts'
import { Item } from '../answers/item.ts'
import { answered, fields, list, optional, text, word, type Read } from '../answers/shape.ts'
import { nextPage, type Page, tokenBy } from '../calls/pages.ts'
import type { PlaceClient } from '../session/place-client.ts'

/** A query of CloudTrail Lake, as far as it has come. */
export interface LakeQuery {
  state: 'running' | 'succeeded' | 'failed' | 'cancelled'
  /** Why it failed. Null: AWS does not say. */
  why: string | null
  /** Bytes that it has scanned so far. */
  bytes: number
}

/** An event data store of CloudTrail Lake. */
export interface EventDataStore {
  name: string
  /** Days for which it keeps events. Null: AWS does not say. */
  retentionDays: number | null
}

/** https://docs.aws.amazon.com/awscloudtrail/latest/APIReference/API_GetEventDataStore.html */
export async function getEventDataStore(client: PlaceClient, id: string): Promise<Answer<EventDataStore>> {
  const { GetEventDataStoreCommand } = await import('@aws-sdk/client-cloudtrail')
  const cloudtrail = await client.clients.cloudtrail()
  const send = (): Promise<unknown> => cloudtrail.send(new GetEventDataStoreCommand({ EventDataStore: id }))
  return untimed(
    await client.call('cloudtrail:GetEventDataStore', id, send, answer => {
      const store = new Item(answer, '')
      return { name: store.word('Name'), retentionDays: store.number('RetentionPeriod') ?? null }
    }),
  )
}

/** The values of a row by the names of its columns. */
export type LakeRow = Readonly<Record<string, string>>

/**
 * Starts a query. Returns its id.
 * https://docs.aws.amazon.com/awscloudtrail/latest/APIReference/API_StartQuery.html
 *
 * @param sql at most 10,000 characters
 */
export async function startLakeQuery(client: PlaceClient, sql: string): Promise<Answer<string>> {
  const { StartQueryCommand } = await import('@aws-sdk/client-cloudtrail')
  const cloudtrail = await client.clients.cloudtrail()
  const send = (): Promise<unknown> => cloudtrail.send(new StartQueryCommand({ QueryStatement: sql }))
  return untimed(
    await client.call('cloudtrail:StartQuery', nameOf(sql), send, answer =>
      word(answered(answer)['QueryId'], 'QueryId'),
    ),
  )
}

/** A short name of a query, for its place in the queue of calls. */
const nameOf = (sql: string): string => createHash('sha256').update(sql).digest('hex')

/** https://docs.aws.amazon.com/awscloudtrail/latest/APIReference/API_DescribeQuery.html */
export async function describeLakeQuery(client: PlaceClient, id: string): Promise<Answer<LakeQuery>> {
  const { DescribeQueryCommand } = await import('@aws-sdk/client-cloudtrail')
  const cloudtrail = await client.clients.cloudtrail()
  const send = (): Promise<unknown> => cloudtrail.send(new DescribeQueryCommand({ QueryId: id }))
  return untimed(
    await client.call('cloudtrail:DescribeQuery', id, send, answer => {
      const query = new Item(answer, '')
      return {
        state: STATES[query.word('QueryStatus')] ?? 'running',
        why: query.text('ErrorMessage') ?? null,
        bytes: query.at('QueryStatistics').number('BytesScanned') ?? 0,
      }
    }),
  )
}

const STATES: Readonly<Record<string, LakeQuery['state']>> = {
  FINISHED: 'succeeded',
  FAILED: 'failed',
  TIMED_OUT: 'failed',
  CANCELLED: 'cancelled',
}

/**
 * Yields the rows of a query page by page. A failure is the last item.
 * https://docs.aws.amazon.com/awscloudtrail/latest/APIReference/API_GetQueryResults.html
 */
export async function* lakeResults(client: PlaceClient, id: string): AsyncGenerator<Answer<LakeRow[]>> {
  const { GetQueryResultsCommand } = await import('@aws-sdk/client-cloudtrail')
  const cloudtrail = await client.clients.cloudtrail()
  const send = (token: string | undefined): Promise<unknown> =>
    cloudtrail.send(new GetQueryResultsCommand({ QueryId: id, MaxQueryResults: 1000, ...tokenBy(token) }))
  for await (const page of client.pages('cloudtrail:GetQueryResults', { id, send, read: readPage }))
    yield page.known ? { known: true, value: page.value.rows } : page
}

interface ResultPage extends Page {
  rows: LakeRow[]
}

function readPage(answer: unknown): ResultPage {
  const { QueryResultRows, NextToken } = answered(answer)
  return { rows: optional(list(row))(QueryResultRows, 'QueryResultRows') ?? [], ...nextPage(NextToken) }
}

/** A list of objects with one column each. */
const row: Read<LakeRow> = (value, name) =>
  Object.fromEntries(
    list(fields)(value, name).flatMap(column =>
      Object.entries(column).map(([key, given]) => [key, text(given, `${name}.${key}`)]),
    ),
  )

/** Cancels a query. One that has ended stays as it is. */
export async function cancelLakeQuery(client: PlaceClient, id: string): Promise<Answer<null>> {
  const { CancelQueryCommand } = await import('@aws-sdk/client-cloudtrail')
  const cloudtrail = await client.clients.cloudtrail()
  const send = (): Promise<unknown> => cloudtrail.send(new CancelQueryCommand({ QueryId: id }))
  return untimed(await client.call('cloudtrail:CancelQuery', id, send, () => null))
}
