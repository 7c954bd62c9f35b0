import { DAY, HOUR, MINUTE, type Instant } from '../../../src/model/time.ts'
import type { Random } from './random.ts'
import type { JsonRecord } from './records.ts'

/** Where records wait for their delivery: by the time of it. */
export class Outbox {
  readonly #slot: number
  readonly #waiting = new Map<Instant, JsonRecord[]>()

  constructor(filesPerDay: number) {
    this.#slot = DAY / filesPerDay
  }

  /** CloudTrail delivers after about five minutes. */
  put(record: JsonRecord, at: Instant, delay: number = 5 * MINUTE): void {
    const delivery = (Math.floor((at + delay) / this.#slot) + 1) * this.#slot
    const waiting = this.#waiting.get(delivery)
    if (waiting === undefined) this.#waiting.set(delivery, [record])
    else waiting.push(record)
  }

  /** Returns what is delivered until then, in order, and forgets it. */
  take(until: Instant): [Instant, JsonRecord[]][] {
    const due = Array.from(this.#waiting).filter(([delivery]) => delivery <= until)
    for (const [delivery] of due) this.#waiting.delete(delivery)
    return due.toSorted(([a], [b]) => a - b)
  }
}

/**
 * Puts a record into an outbox: most once and in time, some late, twice, or again as an update.
 * Returns the id of the update. Null: there is none.
 */
export function deliver(random: Random, outbox: Outbox, record: JsonRecord, at: Instant): string | null {
  const draw = random.next()
  if (draw < 0.01) {
    const addendum = { reason: 'DELIVERY_DELAY', updatedFields: '', originalRequestID: '', originalEventID: '' }
    outbox.put({ ...record, addendum }, at, HOUR + random.below(40) * HOUR)
    return null
  }
  outbox.put(record, at)
  if (draw < 0.02) outbox.put(record, at, 2 * HOUR)
  if (draw < 0.02 || draw > 0.03) return null
  const eventID = random.uuid()
  const addendum = {
    reason: 'UPDATED_DATA',
    updatedFields: 'userAgent',
    originalRequestID: record['requestID'],
    originalEventID: record['eventID'],
  }
  outbox.put({ ...record, eventID, userAgent: 'updated', addendum }, at, 3 * HOUR)
  return eventID
}
