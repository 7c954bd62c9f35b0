import type { Event } from '@aws-sdk/client-cloudtrail'
import type { Failure } from '../aws/answer.ts'
import type { PlaceAccess } from '../aws/place-access.ts'
import type { RefusedCall, Sighting } from '../model/evidence.ts'
import type { Instant } from '../model/time.ts'
import { DAY, HOUR, MINUTE } from '../model/time.ts'
import type { AskedKey } from './source.ts'
import { readTrailEvent } from './trail-event.ts'

/** Event history keeps 90 days; we claim an hour less. */
export const HORIZON = 90 * DAY - HOUR
/** Events arrive within five minutes on average, without a promise. */
export const DELAY = 15 * MINUTE

/** One key's events, newest first, as far as they have been read. */
export class Walk {
  /** Time of the oldest event read so far. */
  oldest: Instant
  publicKeyReadAt: Instant | undefined
  refused: RefusedCall | undefined
  disabledAt: Instant | undefined
  #now: Instant
  #complete = false
  #broken: Sighting | null = null
  #use: { at: Instant; operation: string; eventId?: string } | null = null
  #unreadable: { at: Instant; why: string } | null = null

  constructor(now: Instant) {
    this.#now = now
    this.oldest = now
  }

  /** True when the last use has been found. */
  read(events: readonly Event[], arn: string): boolean {
    for (const event of events) {
      const told = readTrailEvent(event, arn)
      if (!Number.isNaN(told.at)) this.oldest = Math.min(this.oldest, told.at)
      if (told.kind === 'unreadable') this.#unreadable ??= told
      if (told.kind === 'public-key-read') this.publicKeyReadAt ??= told.at
      if (told.kind === 'refused') this.refused ??= told
      if (told.kind === 'disabled') this.disabledAt ??= told.at
      if (told.kind !== 'use') continue
      this.#use = told
      return true
    }
    return false
  }

  atHorizon(): this {
    this.#complete = true
    return this
  }

  broken({ reason, why }: Failure): this {
    this.#broken = { kind: 'unknown', reason, why }
    return this
  }

  /** An event that could not be read may have been a later use: a gap says so. */
  report({ caller }: PlaceAccess, key: AskedKey): this {
    if (this.#unreadable !== null) caller.gap('cloudtrail:LookupEvents', 'malformed', this.#unreadable.why, key.id)
    return this
  }

  get sighting(): Sighting {
    const until = this.#now - DELAY
    if (this.#use !== null) {
      const { at, operation, eventId } = this.#use
      const found = { kind: 'used', at, precision: 'second', operation, since: at } as const
      // With an unreadable event in between, nothing after the use was really seen.
      const seen = this.#unreadable === null ? Math.max(until, at) : at
      return { ...found, ...(eventId === undefined ? {} : { eventId }), until: seen }
    }
    if (this.#complete && this.#unreadable === null) return { kind: 'not-seen', since: this.#now - HORIZON, until }
    if (this.#broken !== null && this.oldest === this.#now) return this.#broken
    return { kind: 'partial', since: Math.min(this.oldest, until), until }
  }
}
