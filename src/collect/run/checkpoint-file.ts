import { createHash } from 'node:crypto'
import { realpathSync } from 'node:fs'
import { basename, dirname, join } from 'node:path'
import type { LineSpan } from '../../lib/files/append-log.ts'
import { AppendLog, requireRegular } from '../../lib/files/append-log.ts'
import { AuditError } from '../../lib/process/exit.ts'
import { isObject } from '../../lib/json.ts'
import type { Heap } from '../../lib/process/heap.ts'
import type { LockHolder, ProcessTable } from '../../lib/files/file-lock.ts'
import { FileLock, SILENT_HOLDER } from '../../lib/files/file-lock.ts'
import { writeErrorText } from '../../lib/files/file-errors.ts'

/** A line of a checkpoint after the first one. */
export interface StoredAnswer {
  place: string
  kind: string
  id: string
  value: unknown
}

/** Adds the checksum with which an answer is stored, so that a line that was changed later is recognized. */
export const sealed = (answer: StoredAnswer): StoredAnswer & { sum: string } => ({ ...answer, sum: sumOf(answer) })

const sumOf = ({ place, kind, id, value }: StoredAnswer): string =>
  createHash('sha1')
    .update(JSON.stringify([place, kind, id, value]) ?? '')
    .digest('base64')
    .slice(0, 12)

/** The file of a checkpoint, which only this run may write. */
export interface OpenedFile {
  log: AppendLog
  lock: FileLock
  isForeign: boolean
  /** The first value; undefined: the file is empty. */
  header: unknown
  /** The position of each answer, by place, kind and ID. */
  answers: ReadonlyMap<string, LineSpan>
}

/** What a checkpoint needs from the process. */
export interface CheckpointHost {
  processes: ProcessTable
  heap: Heap
  warn(line: string): void
}

/** Opens or creates the file. If the lock is lost, the run continues without the file and keeps no more answers. */
export function openFile(path: string, { processes, heap, warn }: CheckpointHost): OpenedFile {
  let log: AppendLog | null = null
  const onLost = (): void => {
    log?.stop('the lock is lost')
    warn(`Another run has taken over ${path}. This run continues without a checkpoint.`)
  }
  let lock: FileLock | LockHolder
  try {
    requireRegular(path)
    lock = FileLock.take(`${realPath(path)}.lock`, processes, onLost)
  } catch (error) {
    throw cannotKeep(path, writeErrorText(error as Error))
  }
  if (!(lock instanceof FileLock)) throw inUse(path, lock)
  try {
    const read = readAll(path, heap)
    ;({ log } = read)
    return { ...read, lock }
  } catch (error) {
    lock.release()
    throw cannotKeep(path, writeErrorText(error as Error))
  }
}

/** Resolves symbolic links, so that a file has one lock. */
function realPath(path: string): string {
  try {
    return realpathSync(path)
  } catch {
    return join(realpathSync(dirname(path)), basename(path))
  }
}

function readAll(path: string, heap: Heap): Omit<OpenedFile, 'lock'> {
  let header: unknown
  const answers = new Map<string, LineSpan>()
  const { log, isForeign } = AppendLog.open(path, (value, span) => {
    if (header === undefined) header = value
    else if (isStoredAnswer(value)) answers.set(`${value.place} ${value.kind} ${value.id}`, span)
    if (answers.size === MANY) heap.collectOften()
  })
  return { log, isForeign, header, answers }
}

/** From so many answers, memory matters more than time. */
const MANY = 20_000

/**
 * Whether a line is an answer as it was stored. A line that was changed later is not an answer of AWS, so the run asks
 * AWS again.
 */
export function isStoredAnswer(value: unknown): value is StoredAnswer {
  if (!isObject(value)) return false
  const { place, kind, id, sum } = value
  const isNamed = typeof place === 'string' && typeof kind === 'string' && typeof id === 'string'
  return isNamed && sum === sumOf({ place, kind, id, value: value['value'] })
}

/**
 * Returns the error for a file that another run uses. Two runs in one file would each lose the answers of the other.
 */
function inUse(path: string, { pid, host }: LockHolder): AuditError {
  const who = pid === 0 ? '' : ` (process ${pid} on ${host})`
  const hint = `Wait for it to finish, or use another file. The lock of a killed run expires after ${SILENT_HOLDER / 1000} s.`
  return new AuditError('failed', `Another run of kms-audit${who} is using ${path}.`, { hint })
}

export const cannotKeep = (path: string, why: string): AuditError =>
  new AuditError('usage', `Cannot save a checkpoint to ${path}: ${why}.`)
