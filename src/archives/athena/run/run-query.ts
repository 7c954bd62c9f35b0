import { createHash } from 'node:crypto'
import { failure, type Failure } from '../../../aws/answers/answer.ts'
import { getQuery, type QueryState } from '../../../aws/athena/get-query.ts'
import { getResults, type ResultRow } from '../../../aws/athena/get-results.ts'
import { type QueryToStart, startQuery, stopQuery } from '../../../aws/athena/start-query.ts'
import { sleep } from '../../../lib/flow/sleep.ts'
import { SECOND } from '../../../model/time.ts'
import { type QueryEnd, WHY_CANCELLED } from './query-end.ts'
import type { QueryService, QuerySettings } from './query-settings.ts'
import { type RunningQuery, untilEnded } from '../../run/until-ended.ts'

/** Tries of a query that Athena says may succeed when it is tried again. */
const TRIES = 3

export const ATHENA: QueryService = { name: 'Athena', operation: 'athena:StartQueryExecution', run: runQuery }

/** Runs a query until its rows are there. Never rejects. Cancels the query if the signal fires. */
async function runQuery(sql: string, reuse: number | null, settings: QuerySettings): Promise<QueryEnd> {
  for (let tries = 1; ; tries++) {
    const { database, workgroup, output, client } = settings
    const token = tokenOf(sql, tries, settings)
    const query = { sql, database, workgroup, output, reuse, token }
    const id = await startQuery(client, query)
    if (!id.known) {
      if (settings.signal.aborted) await stopUnknown(query, settings)
      return failed(id)
    }
    const state = await untilEnded(running(id.value, settings), settings)
    if (!state.known) return failed(state)
    if (state.value.state === 'succeeded') return rowsOf(id.value, settings)
    const end = endOf(state.value)
    if (end.kind !== 'failed' || !state.value.isRetryable || tries >= TRIES) return end
    await sleep(5 * SECOND * tries * settings.patience, settings.signal).catch(() => {})
  }
}

/**
 * Athena starts one query for each token. A run that continues an interrupted one makes the same tokens, so that a query
 * which has ended meanwhile is not paid for twice.
 */
const tokenOf = (sql: string, tries: number, { client, workgroup, now }: QuerySettings): string =>
  createHash('sha256')
    .update([client.place.account, client.place.region, workgroup, now, tries, sql].join('\n'))
    .digest('hex')

/** Athena may have started a query whose id never arrived. With the same token it answers with the same query. */
async function stopUnknown(query: QueryToStart, { stopper }: QuerySettings): Promise<void> {
  const id = await startQuery(stopper, query)
  if (id.known) await stopQuery(stopper, id.value)
}

/** Milliseconds between two looks: short at first, because small queries take a second or two. */
const PAUSES = [500, 1000, 2000, 3000, 5000]

const running = (id: string, { client, stopper }: QuerySettings): RunningQuery<QueryState> => ({
  id,
  look: () => getQuery(client, id),
  cancel: () => stopQuery(stopper, id),
  pause: looks => PAUSES[looks] ?? 5000,
  isFree: ({ state, isReused }) => state === 'failed' || isReused,
  whyCancelled: WHY_CANCELLED,
})

async function rowsOf(id: string, { client }: QuerySettings): Promise<QueryEnd> {
  const rows: ResultRow[] = []
  for await (const page of getResults(client, id)) {
    if (!page.known) return failed(page)
    rows.push(...page.value)
  }
  return { kind: 'rows', rows }
}

/** `Query timeout`, `Query exhausted resources at this scale factor`, too many partitions or open files. */
const TOO_BIG = /time(d )?out|exhausted resources|exceeded .*(memory|limit of \d+ partitions)|too many partitions/i
/** A query that Athena ends at the limit of the workgroup would end there again. */
const CUT_OFF = /bytes scanned limit/i
const PATH = /\b((?:s3|s3a|local):\/\/[^\s,;()[\]]+?\.json(?:\.gz|\.zst)?)(?![\w.])/

function endOf({ state, why: said, isRetryable }: QueryState): QueryEnd {
  const why = said ?? `Athena does not say why the query ${state === 'failed' ? 'failed' : 'was cancelled'}`
  if (CUT_OFF.test(why))
    return {
      kind: 'failed',
      failure: failure('partial', `${why} (the limit of the workgroup for one query)`),
      next: 'Raise the limit of the workgroup, or name another one with --athena-workgroup.',
    }
  if (TOO_BIG.test(why)) return { kind: 'too-big', why }
  const path = state === 'failed' && !isRetryable ? PATH.exec(why)?.[1] : undefined
  if (path !== undefined) return { kind: 'bad-file', path, why }
  if (state !== 'failed') return { kind: 'failed', failure: failure('partial', why) }
  const next = REFUSED.test(why) ? ALLOW : 'Query the table in the Athena console to find out what is wrong with it.'
  return { kind: 'failed', failure: failure('server_error', why), ...(!isRetryable && { next }) }
}

const REFUSED = /access ?denied|permission|not authorized/i
const ALLOW = 'kms-audit archive ddl --policy prints the permissions that the queries need.'

const failed = (why: Failure): QueryEnd => ({
  kind: 'failed',
  failure: why,
  ...(why.reason === 'denied' && { next: ALLOW }),
})
