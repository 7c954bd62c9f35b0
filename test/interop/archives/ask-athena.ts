import {
  GetQueryExecutionCommand,
  paginateGetQueryResults,
  StartQueryExecutionCommand,
  type AthenaClient,
} from '@aws-sdk/client-athena'
import { setTimeout as sleep } from 'node:timers/promises'

/** The rows without their header, or why there are none. NULL is null. */
export interface AskedAthena {
  rows?: (string | null)[][]
  failed?: string
}

/** Runs a query as the documentation of Athena describes it, without any code of this program. */
export async function askAthena(client: AthenaClient, sql: string): Promise<AskedAthena> {
  const { QueryExecutionId } = await client.send(new StartQueryExecutionCommand({ QueryString: sql }))
  for (;;) {
    const { QueryExecution } = await client.send(new GetQueryExecutionCommand({ QueryExecutionId }))
    const { State: state = '', StateChangeReason: failed = state } = QueryExecution?.Status ?? {}
    if (state === 'SUCCEEDED') break
    if (state !== 'QUEUED' && state !== 'RUNNING') return { failed }
    await sleep(50)
  }
  const rows: (string | null)[][] = []
  for await (const { ResultSet } of paginateGetQueryResults({ client }, { QueryExecutionId })) {
    for (const { Data = [] } of ResultSet?.Rows ?? []) rows.push(Data.map(({ VarCharValue }) => VarCharValue ?? null))
  }
  return { rows: rows.slice(1) }
}
