import { TOLERANCE } from '../../aws/session/clock.ts'
import type { AppendLog, LineSpan } from '../../lib/files/append-log.ts'
import { AuditError } from '../../lib/process/exit.ts'
import { isObject } from '../../lib/json.ts'
import type { FileLock } from '../../lib/files/file-lock.ts'
import type { Place } from '../../model/place.ts'
import type { Instant } from '../../model/time.ts'
import { isoTime } from '../../model/time.ts'
import type { CheckpointOptions } from '../../model/options/options.ts'
import {
  cannotKeep,
  type CheckpointHost,
  isStoredAnswer,
  type OpenedFile,
  openFile,
  sealed,
} from './checkpoint-file.ts'
import { differences, type Fingerprint } from './fingerprint.ts'
import type { Memory } from './memory.ts'

/** The version of the file format. Other versions are not read. */
const SCHEMA = 2

interface Header {
  checkpoint: typeof SCHEMA
  /** The `now` of the run, which a resumed run keeps. */
  now: Instant
  fingerprint: Fingerprint
}

/** What opening a checkpoint needs. */
interface CheckpointTask extends CheckpointOptions, CheckpointHost {
  fingerprint: Fingerprint
  /** The `now` of a run that starts from the beginning. */
  now: Instant
}

/**
 * Keeps answers on the disk as they arrive. Answers of an earlier run are read from the disk when they are needed,
 * because those of 100,000 keys take 100 MB.
 */
export class Checkpoint implements Memory {
  readonly path: string
  /** The `now` of the answers. */
  readonly now: Instant
  #log: AppendLog
  #lock: FileLock
  #answers: ReadonlyMap<string, LineSpan>
  #warn: (line: string) => void

  private constructor(opened: OpenedFile, path: string, now: Instant, warn: (line: string) => void) {
    this.path = path
    this.now = now
    this.#log = opened.log
    this.#lock = opened.lock
    this.#answers = opened.answers
    this.#warn = warn
  }

  /** Continues the file if it belongs to the same question and is recent enough, or else starts it again. */
  static open({ path, ttl, fingerprint, now, processes, heap, warn }: CheckpointTask): Checkpoint {
    const opened = openFile(path, { processes, heap, warn })
    const { log, lock, isForeign, header: first } = opened
    try {
      if (isForeign) throw notOurs(path)
      if (first !== undefined) requireSame(path, first, fingerprint)
      const old = first as Header | undefined
      if (old !== undefined && old.now > now + TOLERANCE) throw ofTheFuture(path, old.now)
      if (old !== undefined && now - old.now < ttl) return new Checkpoint(opened, path, old.now, warn)
      const header: Header = { checkpoint: SCHEMA, now, fingerprint }
      log.clear()
      const failed = log.append(header)
      if (failed !== null) throw cannotKeep(path, failed)
      return new Checkpoint({ ...opened, answers: new Map() }, path, now, warn)
    } catch (error) {
      log.close()
      lock.release()
      throw error
    }
  }

  /** How many answers an earlier run left. */
  get found(): number {
    return this.#answers.size
  }

  /**
   * Returns the answer of an earlier run, or undefined. Another run may have taken over the file, for example while
   * this machine slept, and written other answers to it, so the answer is compared with what was requested.
   */
  recall<T>(place: Place, kind: string, id: string): T | undefined {
    const span = this.#answers.get(`${nameOf(place)} ${kind} ${id}`)
    const answer = span === undefined ? undefined : this.#log.valueAt(span)
    if (!isStoredAnswer(answer) || answer.place !== nameOf(place)) return undefined
    return answer.kind === kind && answer.id === id ? (answer.value as T) : undefined
  }

  remember(place: Place, kind: string, id: string, value: unknown): void {
    const failed = this.#log.append(sealed({ place: nameOf(place), kind, id, value }))
    if (failed !== null)
      this.#warn(`Cannot write to the checkpoint any more: ${failed}. This run continues without it.`)
  }

  /**
   * Empties the file, so that the next run starts from the beginning. Does not touch a file that another run has taken
   * over.
   */
  forget(): void {
    if (this.#lock.isHeld) this.#log.clear()
  }

  close(): void {
    this.#log.close()
    this.#lock.release()
  }
}

const nameOf = ({ partition, account, region }: Place): string => `${partition}/${account}/${region}`

const isTime = (now: unknown): now is Instant =>
  typeof now === 'number' && !Number.isNaN(new Date(now).getTime()) && now > 0

/** Returns the error for a file from the future: its answers would be more recent than any that AWS can give now. */
const ofTheFuture = (path: string, at: Instant): AuditError =>
  new AuditError('usage', `${path} was started at ${isoTime(at)}, which is in the future according to AWS.`, {
    hint: 'Delete the file and run again.',
  })

const notOurs = (path: string): AuditError =>
  new AuditError('usage', `${path} is not a kms-audit checkpoint.`, { hint: 'Use another file.' })

/**
 * Throws if the file is not a checkpoint, which must not be overwritten, or if its answers belong to another question.
 */
function requireSame(path: string, first: unknown, fingerprint: Fingerprint): void {
  const { checkpoint, fingerprint: theirs, now } = (isObject(first) ? first : {}) as Partial<Header>
  if (checkpoint === undefined || !isObject(theirs) || !isTime(now)) {
    throw notOurs(path)
  }
  if (checkpoint !== SCHEMA) {
    throw new AuditError('usage', `${path} was written by a different version of kms-audit.`, {
      hint: 'Delete the file and run again.',
    })
  }
  const other = differences(fingerprint, theirs)
  if (other.length === 0) return
  throw new AuditError(
    'usage',
    `${path} belongs to a run with different ${other.join(', ')}, started at ${isoTime(now)}.`,
    {
      hint: 'Use the same options, or another file.',
    },
  )
}
