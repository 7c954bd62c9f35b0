import { AppendLog } from '../lib/append-log.ts'
import { AuditError } from '../lib/exit.ts'
import { reasonOf } from '../lib/output-error.ts'
import type { Place } from '../model/place.ts'
import type { Instant } from '../model/time.ts'
import { isoTime } from '../model/time.ts'
import type { CheckpointOptions } from '../options/options.ts'
import type { Memory } from './memory.ts'

/** Of the file's own form; another one is not read. */
const SCHEMA = 1

/** What must be the same for answers to be worth keeping; each with the name people know it by. */
export type Fingerprint = Readonly<Record<string, unknown>>

interface Header {
  checkpoint: typeof SCHEMA
  /** The run's one `now`: whoever goes on with the run goes on with it. */
  now: Instant
  fingerprint: Fingerprint
}

interface Fact {
  place: string
  kind: string
  id: string
  value: unknown
}

/** Answers on the disk, as they arrive. */
export class Checkpoint implements Memory {
  /** The `now` that the answers are as of. */
  readonly now: Instant
  /** Answers that another run has left. */
  readonly found: number
  #log: AppendLog
  #facts = new Map<string, unknown>()
  #warn: (line: string) => void

  private constructor(log: AppendLog, header: Header, facts: readonly Fact[], warn: (line: string) => void) {
    this.#log = log
    this.now = header.now
    this.#warn = warn
    for (const { place, kind, id, value } of facts) this.#facts.set(`${place} ${kind} ${id}`, value)
    this.found = this.#facts.size
  }

  /** Goes on with the file if it is of the same question and young enough, else begins it. */
  static open(
    { path, ttl }: CheckpointOptions,
    fingerprint: Fingerprint,
    now: Instant,
    warn: (line: string) => void,
  ): Checkpoint {
    const { values, isForeign, log } = opened(path)
    try {
      if (isForeign) throw notOurs(path)
      const [first, ...facts] = values
      if (first !== undefined) requireSame(path, first, fingerprint)
      const old = first as Header | undefined
      if (old !== undefined && now - old.now < ttl) return new Checkpoint(log, old, facts as Fact[], warn)
      const header: Header = { checkpoint: SCHEMA, now, fingerprint }
      log.clear()
      const failed = log.append(header)
      if (failed !== null) throw cannotKeep(path, failed)
      return new Checkpoint(log, header, [], warn)
    } catch (error) {
      log.close()
      throw error
    }
  }

  recall<T>(place: Place, kind: string, id: string): T | undefined {
    return this.#facts.get(`${nameOf(place)} ${kind} ${id}`) as T | undefined
  }

  remember(place: Place, kind: string, id: string, value: unknown): void {
    const fact: Fact = { place: nameOf(place), kind, id, value }
    const failed = this.#log.append(fact)
    if (failed !== null) this.#warn(`the checkpoint cannot be kept any more: ${failed}; the run goes on`)
  }

  close(): void {
    this.#log.close()
  }
}

const nameOf = ({ partition, account, region }: Place): string => `${partition}/${account}/${region}`

function opened(path: string): ReturnType<typeof AppendLog.open> {
  try {
    return AppendLog.open(path)
  } catch (error) {
    throw cannotKeep(path, reasonOf(error as Error))
  }
}

const cannotKeep = (path: string, why: string): AuditError =>
  new AuditError('usage', `Cannot keep a checkpoint in ${path}: ${why}.`)

const notOurs = (path: string): AuditError =>
  new AuditError('usage', `${path} is no checkpoint of kms-audit.`, { hint: 'Name another file.' })

/** Somebody else's file is not ours to overwrite, and answers to another question are no answers. */
function requireSame(path: string, first: unknown, fingerprint: Fingerprint): void {
  const { checkpoint, fingerprint: theirs, now } = (first ?? {}) as Partial<Header>
  if (checkpoint === undefined || typeof theirs !== 'object' || theirs === null || typeof now !== 'number') {
    throw notOurs(path)
  }
  if (checkpoint !== SCHEMA) {
    throw new AuditError('usage', `${path} was written by another version of kms-audit.`, { hint: 'Delete it.' })
  }
  const names = Object.keys({ ...fingerprint, ...theirs })
  const other = names.filter(name => JSON.stringify(fingerprint[name]) !== JSON.stringify(theirs[name]))
  if (other.length === 0) return
  throw new AuditError('usage', `${path} is of a run with other ${other.join(', ')}, begun ${isoTime(now)}.`, {
    hint: 'Use the same options, or another file.',
  })
}
