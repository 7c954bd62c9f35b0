import { type Answer, failure, type Failure } from '../../aws/answers/answer.ts'
import {
  type InsightsQuery,
  type InsightsRow,
  insightsRows,
  type InsightsState,
  lookAtInsightsQuery,
  startInsightsQuery,
  stopInsightsQuery,
} from '../../aws/logs/insights.ts'
import type { PlaceClient } from '../../aws/session/place-client.ts'
import { sleep } from '../../lib/flow/sleep.ts'
import { MINUTE, SECOND } from '../../model/time.ts'
import { type RunningQuery, untilEnded, type Waiting } from '../run/until-ended.ts'

/** Searches CloudWatch Logs of one account and Region. */
export interface LogsSearcher {
  client: PlaceClient
  /** Stops queries. Its calls outlive the signal of the run. */
  stopper(): PlaceClient
}

/** How a query ended. */
export type InsightsEnd =
  | { kind: 'rows'; rows: InsightsRow[] }
  /** Its halves may succeed. `rows`: those that it returned, where it has more of them than AWS returns. */
  | { kind: 'too-big' | 'broken'; failure: Failure; rows: InsightsRow[] }
  /** CloudWatch Logs no longer has events of this time, or not yet. */
  | { kind: 'expired'; why: string }
  | { kind: 'failed'; failure: Failure }

/** Why a query is not run, or stopped. */
export const USED_UP = 'as many bytes have been scanned as --cloudwatch-logs-max-bytes permits'

/** Runs a query until its rows are there. Never rejects. Stops it if the signal fires. */
export async function runInsights(query: InsightsQuery, searcher: LogsSearcher, run: Waiting): Promise<InsightsEnd> {
  const id = await started(query, searcher, run)
  if (!id.known) return EXPIRED.test(id.why) ? { kind: 'expired', why: id.why } : { kind: 'failed', failure: id }
  const ended = await untilEnded(running(id.value, searcher), run)
  if (!ended.known) return { kind: 'failed', failure: ended }
  const because = WORDS[ended.value.state]
  if (because === undefined) return readRows(id.value, query, searcher)
  const failed = failure(ended.value.state === 'cancelled' ? 'partial' : 'server_error', because)
  if (ended.value.state === 'cancelled') return { kind: 'failed', failure: failed }
  return { kind: ended.value.state === 'timeout' ? 'too-big' : 'broken', failure: failed, rows: [] }
}

/** `…either before the log groups creation time or exceeds the log groups log retention settings` */
const EXPIRED = /log groups? (creation time|log retention)/i

const WORDS: Readonly<Partial<Record<InsightsState['state'], string>>> = {
  failed: 'CloudWatch Logs does not say why the query failed',
  cancelled: 'the query was cancelled in CloudWatch Logs',
  timeout: 'the query took longer than CloudWatch Logs permits',
}

/** `Account maximum query concurrency limit of [30] reached`: others run queries, too. */
const BUSY = /concurren/i
const BUSY_TRIES = 60
const BUSY_PAUSE = 10 * SECOND

async function started(query: InsightsQuery, { client }: LogsSearcher, run: Waiting): Promise<Answer<string>> {
  for (let tries = 1; ; tries++) {
    const id = await startInsightsQuery(client, query)
    if (id.known || !BUSY.test(id.why) || tries >= BUSY_TRIES || run.signal.aborted) return id
    await sleep(BUSY_PAUSE * run.patience, run.signal).catch(() => {})
  }
}

/** Milliseconds between two looks. Each look also returns rows, so that they are rare in a query that takes long. */
const PAUSES = [1, 1, 2, 3, 5].map(seconds => seconds * SECOND)
const LONG_PAUSE = 10 * SECOND
/** CloudWatch Logs ends a query after 60 minutes. One that runs on after this is not waited for. */
const LONGEST = 70 * MINUTE

const running = (id: string, { client, stopper }: LogsSearcher): RunningQuery<InsightsState> => ({
  id,
  look: () => lookAtInsightsQuery(client, id),
  cancel: () => stopInsightsQuery(stopper(), id),
  pause: looks => PAUSES[looks] ?? LONG_PAUSE,
  isFree: () => false,
  whyCancelled: {
    interrupted: 'the query was stopped: the run was interrupted',
    usedUp: `the query was stopped: ${USED_UP}`,
  },
  longest: { wait: LONGEST, end: bytes => ({ state: 'timeout', bytes }) },
})

async function readRows(id: string, { mostRows }: InsightsQuery, { client }: LogsSearcher): Promise<InsightsEnd> {
  const rows: InsightsRow[] = []
  for await (const page of insightsRows(client, id)) {
    if (!page.known) return { kind: 'failed', failure: page }
    rows.push(...page.value)
  }
  if (rows.length < mostRows) return { kind: 'rows', rows }
  const why = 'the query has more rows than CloudWatch Logs returns'
  return { kind: 'too-big', failure: failure('partial', why), rows }
}
