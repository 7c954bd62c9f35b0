import { setTimeout as sleep } from 'node:timers/promises'

/** The name of the catalog with the tables: the same as in Athena. */
export const CATALOG = 'awsdatacatalog'

export interface TrinoColumn {
  name: string
  type: string
}

export interface TrinoError {
  errorName: string
  message: string
}

/** What a statement came to. */
export interface TrinoRows {
  columns: readonly TrinoColumn[]
  rows: readonly (readonly unknown[])[]
  error: TrinoError | null
  /** Bytes that were read from files. */
  scanned: number
}

/** https://trino.io/docs/476/develop/client-protocol.html */
interface Answer {
  nextUri?: string
  columns?: TrinoColumn[]
  data?: unknown[][]
  error?: TrinoError
  stats: { processedBytes?: number; physicalInputBytes?: number }
}

/** Runs one statement to its end, or until the signal, which cancels it. */
export async function runOnTrino(
  url: string,
  sql: string,
  database = 'default',
  signal?: AbortSignal,
): Promise<TrinoRows> {
  for (let tries = 1; ; tries++) {
    const result = await runOnce(url, sql, database, signal)
    // For a moment after its start, the server does not yet know that it is itself a node that can read files.
    if (result.error?.errorName !== 'NO_NODES_AVAILABLE' || tries >= 40) return result
    await sleep(250)
  }
}

async function runOnce(url: string, sql: string, database: string, signal?: AbortSignal): Promise<TrinoRows> {
  const headers = { 'X-Trino-User': 'kms-audit', 'X-Trino-Catalog': CATALOG, 'X-Trino-Schema': database }
  let answer = (await (await fetch(`${url}/v1/statement`, { method: 'POST', headers, body: sql })).json()) as Answer
  let columns: readonly TrinoColumn[] = []
  const rows: unknown[][] = []
  for (;;) {
    columns = answer.columns ?? columns
    rows.push(...(answer.data ?? []))
    if (answer.nextUri === undefined) break
    if (signal?.aborted === true) {
      await fetch(answer.nextUri, { method: 'DELETE' })
      return { columns, rows, error: { errorName: 'USER_CANCELED', message: 'Query was canceled' }, scanned: 0 }
    }
    answer = (await (await fetch(answer.nextUri)).json()) as Answer
  }
  return { columns, rows, error: answer.error ?? null, scanned: answer.stats.physicalInputBytes ?? 0 }
}

/** Runs statements of which each must succeed. */
export async function mustRun(url: string, ...statements: readonly string[]): Promise<void> {
  for (const sql of statements) {
    const { error } = await runOnTrino(url, sql)
    if (error !== null) throw new Error(`${error.errorName}: ${error.message}\n${sql}`)
  }
}
