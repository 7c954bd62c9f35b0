import { LookupEventsCommand } from '@aws-sdk/client-cloudtrail'
import type { LookupEventsCommandInput } from '@aws-sdk/client-cloudtrail'
import type { TimedAnswer } from '../../aws/answers/answer.ts'
import type { AwsClient } from '../../aws/session/clients.ts'
import type { PlaceClient } from '../../aws/session/place-client.ts'
import type { Instant } from '../../model/time.ts'
import { foundEvents, type FoundEvents } from './found-events.ts'
import type { AskedKey, EffortQuestion, Effort, Source, SourceSettings, SourceAnswer, SourceReader } from '../source.ts'
import { isCurrentAnswer } from '../current-answer.ts'
import { planLookups, shortLooks } from './plan-lookups.ts'
import { tokenBy } from '../../aws/calls/pages.ts'
import { TrailControl } from './trail-control.ts'
import { datesOf, DELAY, HORIZON, KeyEvents } from './key-events.ts'

/** Pages of a key's events that a short look reads. */
const SHORT_LOOK_PAGES = 3

/**
 * CloudTrail event history, looked up by key ARN, newest first, down to the first successful cryptographic operation.
 * Complete for 90 days where it was paged to its horizon: event history cannot exclude KMS, whatever trails do.
 * https://docs.aws.amazon.com/awscloudtrail/latest/userguide/view-cloudtrail-events.html
 */
const cloudtrail: Source = {
  title: 'CloudTrail event history (LookupEvents), 90 days',
  complete: true,
  delay: DELAY,
  operations: ['cloudtrail:LookupEvents'],
  plan: planLookups,
  auto,
  shortLooks,
  open: (client, settings) => new TrailReader(client, settings),
}

export default cloudtrail

/** In full for keys that no source answered, or saw for less time than this one would; else as a second opinion. */
function auto({
  evidence,
  createdAt,
  aboutToBeUnused,
  refusalsMatter,
  doubleCheck,
  now,
}: EffortQuestion): Effort | 'skip' {
  const sights = evidence.filter(each => isCurrentAnswer(each, now))
  const farEnough = sights.some(({ sighting }) => {
    if (sighting.kind === 'used') return true
    if (sighting.kind !== 'not-seen') return false
    return sighting.since <= now - HORIZON || (createdAt !== null && sighting.since <= createdAt + 1000)
  })
  if (!farEnough) return 'full'
  if (!aboutToBeUnused) return refusalsMatter ? 'short' : 'skip'
  return doubleCheck ? 'full' : 'short'
}

/** Events that are no use, but matter where no use is newer. */
function hintsOf({
  publicKeyReadAt,
  refused,
  disabledAt,
  futureUse,
  pairs,
  sighting,
}: KeyEvents): Omit<SourceAnswer, 'sighting'> {
  const from = sighting.kind === 'used' ? sighting.at : Number.NEGATIVE_INFINITY
  const isNew = (at: Instant | undefined): boolean => at !== undefined && at >= from
  return {
    ...(publicKeyReadAt !== undefined && isNew(publicKeyReadAt) ? { publicKeyReadAt } : {}),
    ...(refused !== undefined && isNew(refused.at) ? { refused } : {}),
    ...(disabledAt !== undefined && isNew(disabledAt) ? { disabledAt } : {}),
    ...(futureUse === undefined ? {} : { futureUse }),
    ...(pairs.length === 0 ? {} : { pairs }),
  }
}

class TrailReader implements SourceReader {
  #client: PlaceClient
  #settings: SourceSettings
  #control: TrailControl

  constructor(client: PlaceClient, settings: SourceSettings) {
    this.#client = client
    this.#settings = settings
    this.#control = new TrailControl(input => this.#lookup(input), client)
  }

  async look(key: AskedKey, effort: Effort): Promise<SourceAnswer> {
    const { maxPages, fast = false } = this.#settings
    const pages = effort === 'full' ? maxPages : fast ? 1 : SHORT_LOOK_PAGES
    const keyEvents = await this.#search(key, pages, effort)
    const hint = { ...hintsOf(keyEvents), ...datesOf(keyEvents) }
    if (keyEvents.sighting.kind !== 'not-seen') return { ...hint, sighting: keyEvents.sighting }
    const trust = await this.#control.trust()
    if (trust === 'verified' || trust === 'unverified') {
      return { ...hint, sighting: keyEvents.sighting, ...(trust === 'unverified' ? { unverified: true } : {}) }
    }
    return { ...hint, sighting: { kind: 'unknown', reason: trust.reason, why: trust.why } }
  }

  async #search(key: AskedKey, maxPages: number, effort: Effort): Promise<KeyEvents> {
    const client = this.#client
    const keyEvents = new KeyEvents(client.now - HORIZON)
    const trail = await client.clients.cloudtrail()
    let pagesRead = 0
    for await (const page of this.#pages(trail, key, maxPages)) {
      if (page.known) {
        pagesRead++
        if (keyEvents.read(page.value.events, key.arn, page.at)) return keyEvents.report(client, key)
      } else if (page.reason === 'partial' && pagesRead === maxPages) {
        if (effort === 'full') client.gap('cloudtrail:LookupEvents', 'partial', limitText(maxPages, keyEvents), key.id)
        return keyEvents.report(client, key)
      } else {
        // What was read before counts, but what is missing is not known.
        client.note(page, 'cloudtrail:LookupEvents', key.id)
        return keyEvents.broken(page).report(client, key)
      }
    }
    return keyEvents.atHorizon().report(client, key)
  }

  /** The events that name the key by its ARN, newest first. */
  #pages(trail: AwsClient, { arn }: AskedKey, maxPages: number): AsyncGenerator<TimedAnswer<FoundEvents>> {
    const query: LookupEventsCommandInput = {
      LookupAttributes: [{ AttributeKey: 'ResourceName', AttributeValue: arn }],
      StartTime: new Date(this.#client.now - HORIZON),
    }
    const send = (token: string | undefined) => trail.send(lookupOf({ ...query, ...tokenBy(token) }))
    return this.#client.pages('cloudtrail:LookupEvents', { id: arn, maxPages, send, read: foundEvents })
  }

  /** One lookup of its own. */
  async #lookup(input: LookupEventsCommandInput): Promise<TimedAnswer<FoundEvents>> {
    const trail = await this.#client.clients.cloudtrail()
    const id = input.LookupAttributes?.[0]?.AttributeValue ?? ''
    return this.#client.call('cloudtrail:LookupEvents', id, () => trail.send(lookupOf(input)), foundEvents)
  }
}

const lookupOf = (input: LookupEventsCommandInput): LookupEventsCommand =>
  new LookupEventsCommand({ MaxResults: 50, ...input })

const limitText = (maxPages: number, { oldest }: KeyEvents): string =>
  `stopped after ${maxPages} pages, at ${new Date(oldest).toISOString()}: raise --max-pages`
