import { createHash } from 'node:crypto'
import { failure, type Failure } from '../../../aws/answers/answer.ts'
import type { ResultRow } from '../../../aws/athena/get-results.ts'
import { DAY } from '../../../model/time.ts'
import type { FoundRows } from '../answer/found-rows.ts'
import { AT_ONCE } from '../plan/limits.ts'
import { splitChunk } from '../plan/split-chunk.ts'
import type { Chunk } from '../query/chunk.ts'
import { chunkSql } from '../query/sql.ts'
import type { QueryShape } from '../query/table-kind.ts'
import { filePlace } from '../ddl/file-place.ts'
import { askInParts, whyNotRun } from '../../run/ask-in-parts.ts'
import type { Failures } from '../../run/failures.ts'
import type { QuerySettings } from './query-settings.ts'
import { USED_UP } from './query-end.ts'

/** The results of queries that an interrupted run has finished. JSON values only. */
export interface AthenaMemory {
  recall(id: string): unknown
  remember(id: string, value: unknown): void
}

export interface ChunkTask {
  shape: QueryShape
  found: FoundRows
  settings: QuerySettings
  memory: AthenaMemory
  failures: Failures
}

/** Damaged files that the queries of one chunk leave out, at most. */
const MOST_DAMAGED = 20

/** Runs the queries of a question, a few at once, and takes what they find. Never rejects. */
export async function runChunks(chunks: readonly Chunk[], task: ChunkTask): Promise<void> {
  await askInParts(chunks, AT_ONCE, chunk => runChunk(chunk, task))
}

/** Runs one query. Returns the queries to ask instead, if it was too big or met a damaged file. */
async function runChunk(chunk: Chunk, task: ChunkTask): Promise<readonly Chunk[]> {
  const { settings, memory, shape } = task
  const sql = chunkSql(chunk, shape)
  const id = createHash('sha256').update(sql).digest('hex')
  const known = memory.recall(id)
  if (Array.isArray(known)) return take(known as ResultRow[], chunk, task)
  const stopped = whyNotRun(settings, USED_UP)
  if (stopped !== null) return fail(chunk, stopped, task)
  const { refusal } = task.failures
  if (refusal?.failure.reason === 'denied') return fail(chunk, refusal.failure, task, refusal.next)
  const end = await settings.service.run(sql, reuseFor(chunk, settings), settings)
  switch (end.kind) {
    case 'rows':
      memory.remember(id, end.rows)
      return take(end.rows, chunk, task)
    case 'too-big':
      return splitChunk(chunk) ?? unproven(chunk, failure('server_error', end.why), task)
    case 'bad-file':
      return without(end.path, end.why, chunk, task)
    case 'failed':
      return unproven(chunk, end.failure, task, end.next)
  }
}

function take(rows: readonly ResultRow[], chunk: Chunk, task: ChunkTask): readonly Chunk[] {
  const wrong = task.found.add(rows, chunk)
  if (wrong !== null) return fail(chunk, failure('malformed', wrong), task)
  task.failures.answered()
  return []
}

/** Asks again without a file that Athena cannot read. The file is a loss with a name, as on disk. */
function without(path: string, why: string, chunk: Chunk, task: ChunkTask): readonly Chunk[] {
  const damaged = filePlace(path)
  const isKnown = chunk.without.includes(path) || chunk.without.length >= MOST_DAMAGED
  if (damaged === null || isKnown) return unproven(chunk, failure('malformed', why), task)
  task.found.damaged(damaged, { at: damaged.at, why })
  return [{ ...chunk, without: [...chunk.without, path] }]
}

/** Asks again without digest files, in case that they are what fails: uses count without them, but silence does not. */
function unproven(chunk: Chunk, failed: Failure, task: ChunkTask, next?: string): readonly Chunk[] {
  const mayHelp = failed.reason === 'server_error' || failed.reason === 'malformed'
  if (task.shape.digests === null || chunk.isUnproven === true || !mayHelp) return fail(chunk, failed, task, next)
  task.found.doubt(chunk, {
    since: chunk.since,
    until: chunk.until,
    why: `the query with digest files failed: ${failed.why}`,
  })
  return [{ ...chunk, isUnproven: true }]
}

function fail(chunk: Chunk, failed: Failure, task: ChunkTask, next?: string): readonly Chunk[] {
  task.found.doubt(chunk, { since: chunk.since, until: chunk.until, why: failed.why })
  task.failures.add(chunk, failed, next)
  return []
}

/** Minutes for which results of an earlier query may be used: files of the last month may still be delivered. */
function reuseFor({ deliveredUntil }: Chunk, { hasManagedResults, now }: QuerySettings): number | null {
  if (hasManagedResults) return null
  return deliveredUntil < now - 31 * DAY ? WEEK : null
}

/** The longest time that Athena permits, in minutes. */
const WEEK = 7 * 24 * 60
