import { createHash } from 'node:crypto'
import { failure, type Failure } from '../../aws/answers/answer.ts'
import type { ResultRow } from '../../aws/athena/get-results.ts'
import type { InsightsQuery, InsightsRow } from '../../aws/logs/insights.ts'
import type { FoundRows } from '../athena/answer/found-rows.ts'
import type { ChunkExtent } from '../athena/query/chunk.ts'
import type { AthenaMemory } from '../athena/run/chunk-runner.ts'
import { askInParts, whyNotRun } from '../run/ask-in-parts.ts'
import type { Failures } from '../run/failures.ts'
import type { Waiting } from '../run/until-ended.ts'
import { insightsText } from './insights-text.ts'
import { halvesOf } from './log-chunks.ts'
import { answerRows } from './insights-rows.ts'
import { type LogsSearcher, runInsights, USED_UP } from './run-insights.ts'

export interface LogTask {
  searcher: LogsSearcher
  run: Waiting
  /** Null: the data source of CloudTrail. */
  logGroup: string | null
  byDay: boolean
  /** ARNs of the keys to return. Empty: all keys. */
  keys: readonly string[]
  mostRows: number
  /** The whole days of the question. */
  window: Pick<ChunkExtent, 'since' | 'until'>
  found: FoundRows
  failures: Failures
  memory: AthenaMemory
}

/** Queries that run at once. AWS runs 30 of an account in a Region, and others use it, too. */
const AT_ONCE = 5

/** Runs the queries of a question, newest first, and takes what they find. Never rejects. */
export async function runLogChunks(chunks: readonly ChunkExtent[], task: LogTask): Promise<void> {
  const refused = new Refused()
  await askInParts(chunks, AT_ONCE, chunk => runChunk(chunk, task, refused))
}

/** What CloudWatch Logs has refused, so that it need not be asked again. */
class Refused {
  #until = -Infinity
  #why = ''
  #always: Failure | null = null

  /** It has no events of this time, and so none of an earlier one. */
  expired({ until }: ChunkExtent, why: string): void {
    if (until > this.#until) this.#why = why
    this.#until = Math.max(this.#until, until)
  }

  /** The queries differ in nothing but accounts and time, so that what it does not understand once, it never does. */
  refused(failed: Failure): void {
    if (failed.reason === 'unsupported' || failed.reason === 'vanished') this.#always = failed
  }

  /** Why a query cannot find anything. Null: it may. */
  whyAbsent({ until }: ChunkExtent): string | null {
    return until <= this.#until ? this.#why : null
  }

  /** The refusal of every query. Null: there was none. */
  get always(): Failure | null {
    return this.#always
  }
}

/** Runs one query. Returns the queries to ask instead. */
async function runChunk(chunk: ChunkExtent, task: LogTask, refused: Refused): Promise<readonly ChunkExtent[]> {
  const { searcher, run, memory } = task
  const query = queryOf(chunk, task)
  const id = createHash('sha256').update(JSON.stringify(query)).digest('hex')
  const known = memory.recall(id)
  if (Array.isArray(known)) return take(known as ResultRow[], chunk, task)
  const absent = refused.whyAbsent(chunk)
  if (absent !== null) return doubt(chunk, absent, task)
  const stopped = whyNotRun(run, USED_UP) ?? refused.always
  if (stopped !== null) return fail(chunk, stopped, task)
  const end = await runInsights(query, searcher, run)
  switch (end.kind) {
    case 'rows': {
      const rows = read(end.rows, task)
      memory.remember(id, rows)
      return take(rows, chunk, task)
    }
    case 'too-big':
    case 'broken': {
      const halves = halvesOf(chunk, end.kind === 'broken' ? 'failed' : 'too-big')
      if (halves !== null) return halves
      take(read(end.rows, task), chunk, task)
      return fail(chunk, end.failure, task)
    }
    case 'expired':
      refused.expired(chunk, end.why)
      return doubt(chunk, end.why, task)
    case 'failed':
      refused.refused(end.failure)
      return fail(chunk, end.failure, task)
  }
}

const queryOf = (chunk: ChunkExtent, { logGroup, byDay, keys, mostRows }: LogTask): InsightsQuery => ({
  text: insightsText(chunk, { isDataSource: logGroup === null, byDay, keys }),
  logGroup,
  since: chunk.since,
  until: chunk.until,
  mostRows,
})

const read = (rows: readonly InsightsRow[], { window }: LogTask): ResultRow[] => answerRows(rows, window)

function take(rows: readonly ResultRow[], chunk: ChunkExtent, task: LogTask): readonly ChunkExtent[] {
  const wrong = task.found.add(rows, chunk)
  return wrong === null ? [] : fail(chunk, failure('malformed', wrong), task)
}

function fail(chunk: ChunkExtent, failed: Failure, task: LogTask): readonly ChunkExtent[] {
  task.failures.add(chunk, failed)
  return doubt(chunk, failed.why, task)
}

function doubt(chunk: ChunkExtent, why: string, { found }: LogTask): readonly ChunkExtent[] {
  found.doubt(chunk, { since: chunk.since, until: chunk.until, why })
  return []
}
