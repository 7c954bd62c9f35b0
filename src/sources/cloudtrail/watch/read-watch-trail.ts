import { LookupEventsCommand, type LookupEventsCommandInput } from '@aws-sdk/client-cloudtrail'
import type { TimedAnswer } from '../../../aws/answers/answer.ts'
import { tokenBy } from '../../../aws/calls/pages.ts'
import type { AnswerTime } from '../../../aws/session/clock.ts'
import type { PlaceClient } from '../../../aws/session/place-client.ts'
import { countNoun } from '../../../lib/text/numbers.ts'
import type { Instant } from '../../../model/time.ts'
import type { SeenTrail, WatchEvent } from '../../../model/retirement/watch-reading.ts'
import { foundEvents, type FoundEvents } from '../found-events.ts'
import { DELAY, HORIZON, keptSince } from '../key-events.ts'
import { TrailControl } from '../trail-control.ts'
import { readWatchEvent } from './watch-event.ts'

export interface WatchLookup {
  arn: string
  /** Earlier events are not asked for. */
  since: Instant
  /** Pages to read once a refused call is known, which decides the verdict. Before that, every page is read. */
  maxPages: number
}

/** Reads what the event history of one account and Region shows of keys that are watched. */
export class WatchTrailReader {
  #client: PlaceClient
  #control: TrailControl

  constructor(client: PlaceClient) {
    this.#client = client
    this.#control = new TrailControl(input => this.#lookup(input), client)
  }

  /** Reads the events that name the key by its ARN, newest first: all of them, unless a call was refused. */
  async read(lookup: WatchLookup): Promise<SeenTrail> {
    const found = await this.#search(lookup)
    const { answered, why, isKnown } = found
    if (answered === null) return this.#toTrail(found, lookup, why ?? 'there was no answer')
    if (why !== null || isKnown) return this.#toTrail(found, lookup, why)
    // Not a single event of the key: only if lookups by key find events here does that mean anything.
    const trust = await this.#control.trust()
    if (trust === 'verified') return this.#toTrail(found, lookup, null)
    return this.#toTrail(found, lookup, trust === 'unverified' ? UNVERIFIED : trust.why)
  }

  #toTrail({ events, answered }: Found, { since }: WatchLookup, why: string | null): SeenTrail {
    const { account } = this.#client.place
    if (answered === null) return { account, since: null, until: null, why, events }
    const from = Math.max(since, this.#client.now - HORIZON, keptSince(answered.last))
    return { account, since: from, until: answered.first.earliest - DELAY, why, events }
  }

  async #search(lookup: WatchLookup): Promise<Found> {
    const found: Found = { events: [], answered: null, why: null, isKnown: false }
    let [pages, unreadable] = [0, 0]
    for await (const page of this.#pages(lookup)) {
      if (!page.known) {
        found.why = page.why
        break
      }
      pages++
      found.answered = { first: found.answered?.first ?? page.at, last: page.at }
      for (const event of page.value.events) {
        const read = readWatchEvent(event, lookup.arn)
        if (read === 'unreadable') unreadable++
        else if (read !== 'other') found.isKnown = true
        if (typeof read === 'object') found.events.push(read)
      }
      if (pages >= lookup.maxPages && page.value.next !== undefined && found.events.some(isRefused)) {
        found.why = `the newest ${countNoun(pages, 'page')} show refused calls, and older pages were not read`
        break
      }
    }
    if (unreadable > 0) found.why ??= `${countNoun(unreadable, 'event')} could not be read`
    return found
  }

  #pages({ arn, since }: WatchLookup): AsyncGenerator<TimedAnswer<FoundEvents>> {
    const query: LookupEventsCommandInput = {
      LookupAttributes: [{ AttributeKey: 'ResourceName', AttributeValue: arn }],
      StartTime: new Date(Math.max(since, this.#client.now - HORIZON)),
    }
    const send = async (token: string | undefined) =>
      (await this.#client.clients.cloudtrail()).send(lookupOf({ ...query, ...tokenBy(token) }))
    return this.#client.pages('cloudtrail:LookupEvents', { id: arn, send, read: foundEvents })
  }

  async #lookup(input: LookupEventsCommandInput): Promise<TimedAnswer<FoundEvents>> {
    const trail = await this.#client.clients.cloudtrail()
    const id = input.LookupAttributes?.[0]?.AttributeValue ?? ''
    return this.#client.call('cloudtrail:LookupEvents', id, () => trail.send(lookupOf(input)), foundEvents)
  }
}

interface Found {
  events: WatchEvent[]
  /** AWS's time of the first and the last page. Null: there was none. */
  answered: { first: AnswerTime; last: AnswerTime } | null
  /** Why events are missing. */
  why: string | null
  /** Whether an event of the key was found, so that lookups by key are known to work. */
  isKnown: boolean
}

const UNVERIFIED = 'it has no event of any key, so lookups by key could not be verified'

const isRefused = ({ kind }: WatchEvent): boolean => kind === 'refused'

const lookupOf = (input: LookupEventsCommandInput): LookupEventsCommand =>
  new LookupEventsCommand({ MaxResults: 50, ...input })
