import { type Failure, failure } from '../../aws/answers/answer.ts'
import {
  cancelLakeQuery,
  describeLakeQuery,
  type LakeQuery,
  lakeResults,
  startLakeQuery,
} from '../../aws/cloudtrail/lake-queries.ts'
import { SECOND } from '../../model/time.ts'
import { ANSWER_COLUMNS } from '../athena/query/sql.ts'
import type { QueryService, QuerySettings } from '../athena/run/query-settings.ts'
import { type QueryEnd, WHY_CANCELLED } from '../athena/run/query-end.ts'
import { type RunningQuery, untilEnded } from '../run/until-ended.ts'

export const LAKE: QueryService = { name: 'CloudTrail Lake', operation: 'cloudtrail:StartQuery', run: runLakeQuery }

/** Runs a query of CloudTrail Lake until its rows are there. Never rejects. Cancels it if the signal fires. */
async function runLakeQuery(sql: string, _reuse: number | null, settings: QuerySettings): Promise<QueryEnd> {
  const id = await startLakeQuery(settings.client, sql)
  if (!id.known) return unanswered(id)
  const query = await untilEnded(running(id.value, settings), settings)
  if (!query.known) return unanswered(query)
  const { state, why } = query.value
  if (state === 'succeeded') return rowsOf(id.value, settings)
  const said = why ?? `CloudTrail Lake does not say why the query ${state === 'failed' ? 'failed' : 'was cancelled'}`
  return { kind: 'failed', failure: failure(state === 'failed' ? 'server_error' : 'partial', said) }
}

const unanswered = (why: Failure): QueryEnd => ({
  kind: 'failed',
  failure: why,
  ...(why.reason === 'denied' && {
    next: 'kms-audit permissions with the options of this run prints the permissions that it needs.',
  }),
})

/** Milliseconds between two looks. */
const PAUSE = 2 * SECOND

const running = (id: string, { client, stopper }: QuerySettings): RunningQuery<LakeQuery> => ({
  id,
  look: () => describeLakeQuery(client, id),
  cancel: () => cancelLakeQuery(stopper, id),
  pause: () => PAUSE,
  isFree: () => false,
  whyCancelled: WHY_CANCELLED,
})

async function rowsOf(id: string, { client }: QuerySettings): Promise<QueryEnd> {
  const rows: (string | null)[][] = []
  for await (const page of lakeResults(client, id)) {
    if (!page.known) return unanswered(page)
    rows.push(...page.value.map(row => ANSWER_COLUMNS.map(name => row[name] ?? (name === 'key_arn' ? '' : null))))
  }
  return { kind: 'rows', rows }
}
