import type { Failure } from '../../../aws/answers/answer.ts'
import type { AnswerTime } from '../../../aws/session/clock.ts'
import type { PlaceClient } from '../../../aws/session/place-client.ts'
import { countNoun } from '../../../lib/text/numbers.ts'
import type { ActivityWindow, PartialKey } from '../../../model/assessments/activity-window.ts'
import { isoTime, type Instant } from '../../../model/time.ts'
import type { ActivityRequest, ActivitySink } from '../../activity-reader.ts'
import type { FoundEvents } from '../found-events.ts'
import { DELAY, keptSince } from '../key-events.ts'
import { mostKeysToSearch, regionPages } from './choose-search.ts'
import { EventIntake, keysIn } from './event-intake.ts'
import { eventPages, OF_ANY_KEY, ofKey, oldestIn } from './event-pages.ts'

const OPERATION = 'cloudtrail:LookupEvents'
/** What is not searched where each key is: the list of keys does not have them. */
const OTHER_KEYS = 'keys of other accounts and deleted keys'

/** One search of the events of a Region, or of each of its keys. */
export class EventSearch {
  readonly partial: PartialKey[] = []
  why: string | null = null
  #client: PlaceClient
  #request: ActivityRequest
  #intake: EventIntake
  #kind: ActivityWindow['search'] = 'region'
  #pages = 0
  #answered: AnswerTime | null = null
  #oldest: Instant

  constructor(client: PlaceClient, request: ActivityRequest, sink: ActivitySink) {
    this.#client = client
    this.#request = request
    this.#intake = new EventIntake(request.keys, sink)
    this.#oldest = client.now
  }

  async run(): Promise<void> {
    const { since, maxPages, keys: asked } = this.#request
    if (asked?.length === 0) return
    const pages = eventPages(this.#client, OF_ANY_KEY, since, maxPages)
    for await (const page of pages) {
      if (!page.known) {
        this.#failed(page)
        break
      }
      if (this.#pages === 0) {
        this.#answer(page.at)
        const keys = await this.#keysToSearch(page.value)
        if (keys !== null) return this.#searchKeys(keys)
      } else this.#answer(page.at)
      this.#intake.take(page.value, null)
      this.#oldest = oldestIn(page.value, this.#oldest)
    }
  }

  /** The keys to search one by one. Null: the events of the Region are read. */
  async #keysToSearch(page: FoundEvents): Promise<readonly string[] | null> {
    const { since, maxPages, keys, listKeys } = this.#request
    const newest = {
      events: page.events.length,
      oldest: oldestIn(page, this.#client.now),
      hasMore: page.next !== undefined,
    }
    const pages = regionPages(newest, since, this.#client.now)
    const most = mostKeysToSearch(pages, maxPages, keys?.length ?? null)
    if (most === 0) return null
    const listed = keys ?? (await listKeys())
    if (listed === null) return null
    // Keys of other accounts are in no list, so that only those of the newest events are known.
    const called = keys === null ? keysIn(page) : []
    const all = [...new Set([...listed, ...called])]
    return all.length <= most ? all : null
  }

  /** Reads a page of each key in turn, so that the events of a busy key do not use up the pages of the others. */
  async #searchKeys(keys: readonly string[]): Promise<void> {
    const { since, maxPages } = this.#request
    this.#kind = 'keys'
    this.#intake.searched = new Set(keys)
    let searches = keys.map(arn => ({
      arn,
      oldest: this.#client.now,
      pages: eventPages(this.#client, ofKey(arn), since, maxPages),
    }))
    while (searches.length > 0 && this.#pages < maxPages) {
      const open: typeof searches = []
      for (const [index, one] of searches.entries()) {
        if (this.#pages >= maxPages) {
          open.push(...searches.slice(index))
          break
        }
        const { value: page } = await one.pages.next()
        if (page === undefined) continue
        if (page.known) {
          this.#answer(page.at)
          this.#intake.take(page.value, one.arn)
          open.push({ ...one, oldest: oldestIn(page.value, one.oldest) })
        } else {
          this.#failed(page)
          this.#addPartial(one)
        }
      }
      searches = open
    }
    for (const one of searches) this.#addPartial(one)
    if (searches.length > 0) this.#limited(`${countNoun(searches.length, 'busy key')} of ${keys.length}`)
    else if (this.#request.keys === null) this.#limited(OTHER_KEYS)
  }

  #addPartial({ arn, oldest }: { arn: string; oldest: Instant }): void {
    this.partial.push({ key_arn: arn, since: oldest === this.#client.now ? null : isoTime(oldest) })
  }

  #answer(at: AnswerTime): void {
    this.#pages++
    this.#answered ??= at
  }

  #failed(failure: Failure): void {
    if (failure.reason === 'partial' && this.#pages >= this.#request.maxPages) return this.#limited('the Region')
    this.why ??= failure.why
    this.#client.note(failure, OPERATION)
  }

  #limited(what: string): void {
    const why = `stopped after ${countNoun(this.#pages, 'page')} before all events of ${what} were read: raise --max-pages`
    this.why ??= why
    this.#client.gap(OPERATION, 'partial', why)
  }

  window(): Omit<ActivityWindow, 'unread_changes' | 'unread_trail_homes'> {
    const { account, region } = this.#client.place
    // There is nothing to read in a Region without any of the keys.
    const isRead = this.#answered !== null || this.#request.keys?.length === 0
    return {
      account_id: account,
      region,
      since: this.#since(),
      until: isRead ? isoTime((this.#answered?.earliest ?? this.#client.now) - DELAY) : null,
      is_complete: isRead && this.why === null,
      why: this.why,
      search: this.#kind,
      pages: this.#pages,
      events: this.#intake.events,
      not_understood: this.#intake.notUnderstood,
      partial_keys: this.partial,
    }
  }

  #since(): string | null {
    if (this.#request.keys?.length === 0) return isoTime(this.#request.since)
    if (this.#answered === null) return null
    const reached = Math.max(this.#request.since, keptSince(this.#answered))
    if (this.why === null) return isoTime(reached)
    if (this.#kind === 'region') return isoTime(Math.max(reached, this.#oldest))
    const times = this.partial.map(({ since }) => since)
    return times.includes(null) ? null : (times.toSorted().at(-1) ?? isoTime(reached))
  }
}
