import { type Answer, untimed } from '../answers/answer.ts'
import { answered, word } from '../answers/shape.ts'
import type { PlaceClient } from '../session/place-client.ts'
import { athenaClient } from './athena-client.ts'
import { CATALOG } from './get-table.ts'

export interface QueryToStart {
  /** At most 262,144 bytes. */
  sql: string
  database: string
  workgroup: string
  /** Where the results go. Null: where the workgroup says. */
  output: string | null
  /** Minutes for which the results of the same text may be used again. Null: run it. */
  reuse: number | null
  /** From 32 to 128 characters. Athena starts one query for a token, however often it is asked. */
  token: string
}

/**
 * Starts a query. Returns its id.
 * https://docs.aws.amazon.com/athena/latest/APIReference/API_StartQueryExecution.html
 */
export async function startQuery(client: PlaceClient, query: QueryToStart): Promise<Answer<string>> {
  const { StartQueryExecutionCommand } = await import('@aws-sdk/client-athena')
  const athena = await athenaClient(client)
  const { output, reuse } = query
  const command = new StartQueryExecutionCommand({
    QueryString: query.sql,
    ClientRequestToken: query.token,
    QueryExecutionContext: { Catalog: CATALOG, Database: query.database },
    WorkGroup: query.workgroup,
    ...(output !== null && { ResultConfiguration: { OutputLocation: output } }),
    ...(reuse !== null && {
      ResultReuseConfiguration: { ResultReuseByAgeConfiguration: { Enabled: true, MaxAgeInMinutes: reuse } },
    }),
  })
  const send = (): Promise<unknown> => athena.send(command)
  return untimed(
    await client.call('athena:StartQueryExecution', query.token, send, answer =>
      word(answered(answer)['QueryExecutionId'], 'QueryExecutionId'),
    ),
  )
}

/** Cancels a query. One that has ended stays as it is. */
export async function stopQuery(client: PlaceClient, id: string): Promise<Answer<null>> {
  const { StopQueryExecutionCommand } = await import('@aws-sdk/client-athena')
  const athena = await athenaClient(client)
  const send = (): Promise<unknown> => athena.send(new StopQueryExecutionCommand({ QueryExecutionId: id }))
  return untimed(await client.call('athena:StopQueryExecution', id, send, () => null))
}
