import { isObject, type Json } from '../../lib/json.ts'
import { CRYPTO_OPERATIONS } from '../../model/operations/crypto-operations.ts'
import type { TrailChange } from '../../model/archive/coverage.ts'
import type { LogReading } from '../local/trail-file.ts'
import { identityOf } from './event-identity.ts'
import { readKeyCall, type Odd } from './key-call.ts'
import { FactMerger } from './merge-facts.ts'
import { readTrailChange } from './trail-change.ts'

/** The account and Region whose log this is. */
export interface Place {
  account: string
  region: string
}

/**
 * Reads the records of one log file. Calls about keys that the place does not own are left out: the log of the owner
 * has them, too, without the ARN of the caller. What may be a use or a change of a trail but is not understood is odd.
 * https://docs.aws.amazon.com/awscloudtrail/latest/userguide/cloudtrail-event-reference-record-contents.html
 */
export function readRecords(records: readonly unknown[], place: Place): LogReading {
  const reader = new RecordReader(place)
  for (const record of records) reader.add(record)
  return reader.reading(records.length)
}

const KMS = 'kms.amazonaws.com'
const CLOUDTRAIL = 'cloudtrail.amazonaws.com'

class RecordReader {
  readonly #place: Place
  readonly #owned: string
  readonly #facts = new FactMerger()
  readonly #changes: TrailChange[] = []
  readonly #shows = { uses: false, writes: false }
  #odd = 0
  #why: string | null = null

  constructor(place: Place) {
    this.#place = place
    this.#owned = `:kms:${place.region}:${place.account}:key/`
  }

  add(record: unknown): void {
    if (!isObject(record)) return this.#note('a record is not an object')
    if (record['readOnly'] === false && record['managementEvent'] !== false) this.#shows.writes = true
    const { eventSource: source } = record
    if (source === KMS) return this.#addKeyCall(record)
    if (source === CLOUDTRAIL) return this.#addChange(record)
    if (typeof source !== 'string' || source === '') return this.#noteRecord(record, 'does not name a service')
    if (source.toLowerCase().startsWith('kms.')) this.#noteRecord(record, `has an unknown service, ${source}`)
  }

  reading(records: number): LogReading {
    const [facts, changes] = [this.#facts.facts(), this.#changes]
    return { facts, changes, shows: this.#shows, records, odd: this.#odd, why: this.#why }
  }

  #addKeyCall(record: Json): void {
    const call = readKeyCall(record)
    if (call === null) return
    if ('odd' in call) return this.#noteRecord(record, call.odd)
    if (call.error === null && CRYPTO_OPERATIONS.has(call.operation)) this.#shows.uses = true
    const owned = call.keys.filter(key => key.includes(this.#owned))
    if (owned.length === 0) return
    const identity = identityOf(record)
    for (const key of owned) this.#facts.add(key, call, identity)
  }

  #addChange(record: Json): void {
    const change: TrailChange | Odd | null = readTrailChange(record, this.#place)
    if (change === null) return
    if ('odd' in change) this.#noteRecord(record, change.odd)
    else this.#changes.push(change)
  }

  #noteRecord(record: Json, why: string): void {
    const { eventID: id } = record
    this.#note(`event ${typeof id === 'string' && id !== '' ? id : '?'} ${why}`)
  }

  #note(why: string): void {
    this.#odd++
    this.#why ??= why
  }
}
