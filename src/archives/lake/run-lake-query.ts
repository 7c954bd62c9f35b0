import { type Answer, failure, type Failure } from '../../aws/answers/answer.ts'
import {
  cancelLakeQuery,
  describeLakeQuery,
  type LakeQuery,
  lakeResults,
  startLakeQuery,
} from '../../aws/cloudtrail/lake-queries.ts'
import { sleep } from '../../lib/flow/sleep.ts'
import { SECOND } from '../../model/time.ts'
import { ANSWER_COLUMNS } from '../athena/query/sql.ts'
import type { QueryService, QuerySettings } from '../athena/run/query-settings.ts'
import { INTERRUPTED, type QueryEnd, USED_UP } from '../athena/run/query-end.ts'

export const LAKE: QueryService = { name: 'CloudTrail Lake', operation: 'cloudtrail:StartQuery', run: runLakeQuery }

/** Runs a query of CloudTrail Lake until its rows are there. Never rejects. Cancels it if the signal fires. */
async function runLakeQuery(sql: string, _reuse: number | null, settings: QuerySettings): Promise<QueryEnd> {
  const id = await startLakeQuery(settings.client, sql)
  if (!id.known) return { kind: 'failed', failure: id }
  const query = await untilEnded(id.value, settings)
  if (!query.known) return { kind: 'failed', failure: query }
  const { state, why } = query.value
  if (state === 'succeeded') return rowsOf(id.value, settings)
  const said = why ?? `CloudTrail Lake does not say why the query ${state === 'failed' ? 'failed' : 'was cancelled'}`
  return { kind: 'failed', failure: failure(state === 'failed' ? 'server_error' : 'partial', said) }
}

/** Milliseconds between two looks. */
const PAUSE = 2 * SECOND

async function untilEnded(id: string, settings: QuerySettings): Promise<Answer<LakeQuery>> {
  const { client, stopper, budget, signal, patience } = settings
  let scanned = 0
  const stop = async (why: string): Promise<Failure> => {
    await cancelLakeQuery(stopper, id)
    budget.ended(id, scanned, false)
    return failure('partial', why)
  }
  for (;;) {
    await sleep(PAUSE * patience, signal).catch(() => {})
    if (signal.aborted) return stop(INTERRUPTED)
    const query = await describeLakeQuery(client, id)
    if (!query.known) {
      const stopped = await stop(INTERRUPTED)
      return signal.aborted ? stopped : query
    }
    scanned = query.value.bytes
    if (query.value.state !== 'running') {
      budget.ended(id, scanned, false)
      return query
    }
    budget.progress(id, scanned)
    if (budget.isUsedUp) return stop(`the query was cancelled: ${USED_UP}`)
  }
}

async function rowsOf(id: string, { client }: QuerySettings): Promise<QueryEnd> {
  const rows: (string | null)[][] = []
  for await (const page of lakeResults(client, id)) {
    if (!page.known) return { kind: 'failed', failure: page }
    rows.push(...page.value.map(row => ANSWER_COLUMNS.map(name => row[name] ?? (name === 'key_arn' ? '' : null))))
  }
  return { kind: 'rows', rows }
}
