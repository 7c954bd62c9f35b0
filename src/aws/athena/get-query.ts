import { type Answer, untimed } from '../answers/answer.ts'
import { Item } from '../answers/item.ts'
import type { PlaceClient } from '../session/place-client.ts'
import { athenaClient } from './athena-client.ts'

/** A query, as far as it has come. */
export interface QueryState {
  state: 'running' | 'succeeded' | 'failed' | 'cancelled'
  /** Why it failed or was cancelled. Null: AWS does not say. */
  why: string | null
  /** Another try may succeed. */
  isRetryable: boolean
  /** Bytes that it has scanned so far. */
  bytes: number
  /** The results are those of an earlier query: nothing was scanned. */
  isReused: boolean
}

/** https://docs.aws.amazon.com/athena/latest/APIReference/API_GetQueryExecution.html */
export async function getQuery(client: PlaceClient, id: string): Promise<Answer<QueryState>> {
  const { GetQueryExecutionCommand } = await import('@aws-sdk/client-athena')
  const athena = await athenaClient(client)
  const send = (): Promise<unknown> => athena.send(new GetQueryExecutionCommand({ QueryExecutionId: id }))
  return untimed(await client.call('athena:GetQueryExecution', id, send, readState))
}

function readState(answer: unknown): QueryState {
  const execution = new Item(answer, '').at('QueryExecution')
  const status = execution.at('Status')
  const error = status.at('AthenaError')
  const statistics = execution.at('Statistics')
  return {
    state: STATES[status.word('State')] ?? 'running',
    why: status.text('StateChangeReason') ?? error.text('ErrorMessage') ?? null,
    isRetryable: error.flag('Retryable') ?? false,
    bytes: statistics.number('DataScannedInBytes') ?? 0,
    isReused: statistics.at('ResultReuseInformation').flag('ReusedPreviousResult') ?? false,
  }
}

const STATES: Readonly<Record<string, QueryState['state']>> = {
  SUCCEEDED: 'succeeded',
  FAILED: 'failed',
  CANCELLED: 'cancelled',
}
