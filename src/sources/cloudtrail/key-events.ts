import type { Event } from '@aws-sdk/client-cloudtrail'
import type { Failure } from '../../aws/answers/answer.ts'
import type { AnswerTime } from '../../aws/session/clock.ts'
import { TOLERANCE } from '../../aws/session/clock.ts'
import type { PlaceClient } from '../../aws/session/place-client.ts'
import type { FutureUse, KeyPair, RefusedCall, Sighting } from '../../model/evidence.ts'
import type { Instant } from '../../model/time.ts'
import { DAY, HOUR, MINUTE } from '../../model/time.ts'
import type { AskedKey } from '../source.ts'
import { readTrailEvent } from './trail-event.ts'

/** Event history keeps 90 days; a search asks for an hour less. */
export const HORIZON = 90 * DAY - HOUR
/** Events arrive within five minutes on average, without a promise. */
export const DELAY = 15 * MINUTE
/** What is nearer than this to the end of the 90 days may be gone already. */
const MARGIN = 15 * MINUTE

/** The oldest moment that AWS surely still kept when it gave an answer. */
export const keptSince = ({ latest }: AnswerTime): Instant => latest - 90 * DAY + MARGIN

type UnreadableEvent = { at: Instant | null; why: string }
type ReadEvent = Exclude<ReturnType<typeof readTrailEvent>, { kind: 'unreadable' }>

/** One key's events, newest first, as far as they have been read. */
export class KeyEvents {
  publicKeyReadAt: Instant | undefined
  refused: RefusedCall | undefined
  disabledAt: Instant | undefined
  futureUse: FutureUse | undefined
  /** Of the ReEncrypt calls that were read, each pair once. */
  pairs: KeyPair[] = []
  /** AWS's time of the first and the last page. */
  answered: { first: AnswerTime; last: AnswerTime } | null = null
  #asked: Instant
  #oldest = Number.POSITIVE_INFINITY
  #isSorted = true
  #complete = false
  #broken: Sighting | null = null
  #use: { at: Instant; operation: string; eventId?: string } | null = null
  #unreadable: UnreadableEvent[] = []

  /** @param asked the oldest moment that AWS is asked about */
  constructor(asked: Instant) {
    this.#asked = asked
  }

  /** Time of the oldest event read so far. */
  get oldest(): Instant {
    return Math.min(this.#oldest, this.answered?.first.earliest ?? this.#asked + HORIZON)
  }

  /** Reads a whole page. True when the last use is found: no later page can hold a newer one. */
  read(events: readonly Event[], arn: string, at: AnswerTime): boolean {
    this.answered = { first: this.answered?.first ?? at, last: at }
    for (const event of events) {
      const found = readTrailEvent(event, arn)
      const isFuture = found.at !== null && found.at > at.latest + TOLERANCE
      if (found.kind === 'unreadable') this.#unreadable.push(found)
      else if (isFuture) this.#doubt(found)
      else this.#take(found)
      if (found.at === null || isFuture) continue
      if (found.at > this.#oldest) this.#isSorted = false
      this.#oldest = Math.min(this.#oldest, found.at)
    }
    return this.#use !== null && this.#isSorted
  }

  /** Either its date is wrong or the time of the run is, which is known only at the end of the run. */
  #doubt(found: ReadEvent): void {
    this.#unreadable.push({ at: null, why: 'an event is dated in the future' })
    if (found.kind !== 'use' || found.at <= (this.futureUse?.at ?? -Infinity)) return
    const { at, operation, eventId } = found
    this.futureUse = { at, operation, ...(eventId === undefined ? {} : { eventId }) }
  }

  #take(found: ReadEvent): void {
    if (found.kind === 'use' && found.pair !== undefined) this.#addPair(found.pair)
    if (found.kind === 'use' && found.at > (this.#use?.at ?? -Infinity)) this.#use = found
    if (found.kind === 'refused' && found.at > (this.refused?.at ?? -Infinity)) this.refused = found
    if (found.kind === 'public-key-read') this.publicKeyReadAt = newest(this.publicKeyReadAt, found.at)
    if (found.kind === 'disabled') this.disabledAt = newest(this.disabledAt, found.at)
  }

  #addPair(pair: KeyPair): void {
    if (!this.pairs.some(({ from, to }) => from === pair.from && to === pair.to)) this.pairs.push(pair)
  }

  atHorizon(): this {
    this.#complete = true
    return this
  }

  broken({ reason, why }: Failure): this {
    this.#broken = { kind: 'unknown', reason, why }
    return this
  }

  /** Notes a gap where an event that could not be read may have been a later use. */
  report(client: PlaceClient, key: AskedKey): this {
    const [first] = this.#hiding
    if (first !== undefined) client.gap('cloudtrail:LookupEvents', 'malformed', first.why, key.id)
    return this
  }

  /** Events that could not be read and may be newer than the use that was found. */
  get #hiding(): readonly UnreadableEvent[] {
    const use = this.#use
    return use === null ? this.#unreadable : this.#unreadable.filter(({ at }) => at === null || at >= use.at)
  }

  get sighting(): Sighting {
    const until = (this.answered?.first.earliest ?? this.#asked + HORIZON) - DELAY
    if (this.#use !== null) {
      const { at, operation, eventId } = this.#use
      const found = { kind: 'used', at, precision: 'second', operation, since: at } as const
      // Where an unread event may be newer, nothing after the use was really seen.
      const isLast = this.#hiding.length === 0 && (this.#isSorted || this.#complete)
      return { ...found, ...(eventId === undefined ? {} : { eventId }), until: isLast ? Math.max(until, at) : at }
    }
    if (this.#complete && this.answered !== null && this.#unreadable.length === 0) {
      return { kind: 'not-seen', since: Math.max(this.#asked, keptSince(this.answered.last)), until }
    }
    if (this.#broken !== null && this.#oldest === Number.POSITIVE_INFINITY) return this.#broken
    return { kind: 'partial', since: Math.min(this.oldest, until), until }
  }
}

const newest = (known: Instant | undefined, at: Instant): Instant => Math.max(known ?? at, at)

/** AWS's own time of the answers that the events of a key came with, for the evidence. */
export const datesOf = ({ answered }: KeyEvents): { answered?: { first: Instant; last: Instant } } =>
  answered === null ? {} : { answered: { first: answered.first.date, last: answered.last.date } }
