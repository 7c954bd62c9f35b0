/** CloudWatch Logs Insights in one Region: what becomes of queries. */
export interface SimLogs {
  /** Queries that run at once, at most. */
  atOnce: number
  /** Rows of a page. */
  pageSize: number
  /** Decides what becomes of a query. `started`: how many queries were started before it. */
  run: (query: SimLogsQuery, started: number) => SimLogsAnswer
  /** Every query that was started, by its id. It grows with each start. */
  executions: Map<string, SimLogsExecution>
}

export interface SimLogsQuery {
  text: string
  /** Names or ARNs. Empty: the text names what is searched. */
  logGroups: readonly string[]
  /** Seconds since 1970. */
  startTime: number
  /** Seconds since 1970, searched as well. */
  endTime: number
}

/** What becomes of a query. */
export interface SimLogsAnswer {
  rows?: readonly Readonly<Record<string, string>>[]
  /** How often it still runs when GetQueryResults looks at it. Left out: never. */
  looks?: number
  /** Bytes that it scans. Left out: none. */
  bytes?: number
  /** How it ends. Left out: `Complete`. */
  status?: 'Complete' | 'Failed' | 'Timeout' | 'Cancelled'
  /** StartQuery is refused with this message. */
  refused?: string
}

export interface SimLogsExecution extends SimLogsAnswer {
  query: SimLogsQuery
  limit: number
  looked: number
  isStopped: boolean
}

export const simLogs = (logs: Pick<SimLogs, 'run'> & Partial<Pick<SimLogs, 'atOnce' | 'pageSize'>>): SimLogs => ({
  atOnce: 30,
  pageSize: 10_000,
  ...logs,
  executions: new Map(),
})
