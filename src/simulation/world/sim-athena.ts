/** Athena in one Region: tables, workgroups, and what becomes of queries. */
export interface SimAthena {
  /** By `database.table`. */
  tables: Readonly<Record<string, SimTable>>
  /** The configuration of workgroups by name, as GetWorkGroup answers it. */
  workgroups: Readonly<Record<string, Readonly<Record<string, unknown>>>>
  /** Queries that run or wait at once, at most. */
  atOnce: number
  /** Decides what becomes of a query. `started`: how many queries were started before it. */
  run: (sql: string, started: number) => SimQuery
  /** Every query that was started, by its id. It grows with each start. */
  executions: Map<string, SimExecution>
}

export interface SimTable {
  columns: readonly string[]
  partitions: readonly string[]
  properties: Readonly<Record<string, string>>
}

/** What becomes of a query. */
export interface SimQuery {
  /** The names of the columns and the rows, if it succeeds. */
  columns?: readonly string[]
  rows?: readonly (readonly (string | null)[])[]
  /** How often it still runs when GetQueryExecution looks at it. Left out: never. */
  looks?: number
  /** Bytes that it scans. Left out: none. */
  bytes?: number
  /** It fails or is cancelled with this reason. */
  fails?: { why: string; isRetryable?: boolean; isCancelled?: boolean }
  /** Its results are those of an earlier query. */
  isReused?: boolean
}

export interface SimExecution extends SimQuery {
  sql: string
  token: string
  looked: number
  isStopped: boolean
  input: Readonly<Record<string, unknown>>
}

export const simAthena = (
  athena: Pick<SimAthena, 'run'> & Partial<Omit<SimAthena, 'run' | 'executions'>>,
): SimAthena => ({
  tables: {},
  workgroups: { primary: { ManagedQueryResultsConfiguration: { Enabled: true } } },
  atOnce: 20,
  ...athena,
  executions: new Map(),
})
