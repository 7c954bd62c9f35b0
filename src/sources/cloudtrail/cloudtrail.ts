import { LookupEventsCommand } from '@aws-sdk/client-cloudtrail'
import type { LookupEventsCommandInput } from '@aws-sdk/client-cloudtrail'
import { failure } from '../../aws/answers/answer.ts'
import type { TimedAnswer } from '../../aws/answers/answer.ts'
import type { PlaceClient } from '../../aws/session/place-client.ts'
import type { Instant } from '../../model/time.ts'
import { foundEvents, type FoundEvents } from './found-events.ts'
import type { AskedKey, EffortQuestion, Effort, Source, SourceSettings, SourceAnswer, SourceReader } from '../source.ts'
import { Tokens } from '../../aws/calls/tokens.ts'
import { TrailControl } from './trail-control.ts'
import { datesOf, DELAY, HORIZON, KeyEvents } from './key-events.ts'

/** Pages of a key's events that a second opinion reads. */
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
  auto,
  open: (access, settings) => new TrailReader(access, settings),
}

export default cloudtrail

/** In full for keys that KMS could not answer, or saw for less than this source would; else as a second opinion. */
function auto({
  evidence,
  createdAt,
  aboutToBeUnused,
  refusalsMatter,
  doubleCheck,
  now,
}: EffortQuestion): Effort | 'skip' {
  const sights = evidence.filter(
    ({ complete, sighting: { kind } }) => complete && (kind === 'used' || kind === 'not-seen'),
  )
  const farEnough = sights.some(({ sighting }) => {
    if (sighting.kind === 'used') return true
    if (sighting.kind !== 'not-seen') return false
    return sighting.since <= now - HORIZON || (createdAt !== null && sighting.since <= createdAt + 1000)
  })
  if (!farEnough) return 'full'
  if (!aboutToBeUnused) return refusalsMatter ? 'short' : 'skip'
  return doubleCheck ? 'full' : 'short'
}

/** What is not a use, but worth knowing if nothing newer was one. */
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
  #access: PlaceClient
  #settings: SourceSettings
  #control: TrailControl

  constructor(access: PlaceClient, settings: SourceSettings) {
    this.#access = access
    this.#settings = settings
    this.#control = new TrailControl(input => this.#lookup(input), access)
  }

  async look(key: AskedKey, effort: Effort): Promise<SourceAnswer> {
    const { maxPages, shortLookPages = SHORT_LOOK_PAGES } = this.#settings
    const keyEvents = await this.#search(key, effort === 'full' ? maxPages : shortLookPages, effort)
    const hint = { ...hintsOf(keyEvents), ...datesOf(keyEvents) }
    if (keyEvents.sighting.kind !== 'not-seen') return { ...hint, sighting: keyEvents.sighting }
    const trust = await this.#control.verdict()
    if (trust === 'verified' || trust === 'unverified') {
      return { ...hint, sighting: keyEvents.sighting, ...(trust === 'unverified' ? { unverified: true } : {}) }
    }
    return { ...hint, sighting: { kind: 'unknown', reason: trust.reason, why: trust.why } }
  }

  async #search(key: AskedKey, maxPages: number, effort: Effort): Promise<KeyEvents> {
    const { caller, now } = this.#access
    const keyEvents = new KeyEvents(now - HORIZON)
    const tokens = new Tokens()
    let token: string | undefined
    for (let page = 1; page <= maxPages; page++) {
      const answer = await this.#lookup({
        ...this.#byArn(key.arn),
        ...(token === undefined ? {} : { NextToken: token }),
      })
      if (!answer.known) {
        if (!answer.givenUp) caller.gap('cloudtrail:LookupEvents', answer.reason, answer.why, key.id)
        return keyEvents.broken(answer).report(this.#access, key)
      }
      const { Events: events, NextToken: next, unreadableToken } = answer.value
      if (keyEvents.read(events, key.arn, answer.at)) return keyEvents.report(this.#access, key)
      if (unreadableToken !== undefined) return this.#unusable(keyEvents, key, unreadableToken)
      if (next === undefined || next === '') return keyEvents.atHorizon().report(this.#access, key)
      if (!tokens.leadsOn(next)) return this.#unusable(keyEvents, key, 'LookupEvents returned the same page twice')
      token = next
    }
    if (effort === 'full') {
      const why = `stopped after ${maxPages} pages, at ${new Date(keyEvents.oldest).toISOString()}: raise --max-pages`
      caller.gap('cloudtrail:LookupEvents', 'partial', why, key.id)
    }
    return keyEvents.report(this.#access, key)
  }

  /** What was read before counts, but what is missing is not known. */
  #unusable(keyEvents: KeyEvents, key: AskedKey, why: string): KeyEvents {
    this.#access.caller.gap('cloudtrail:LookupEvents', 'malformed', why, key.id)
    return keyEvents.broken(failure('malformed', why)).report(this.#access, key)
  }

  #byArn(arn: string): LookupEventsCommandInput {
    return {
      LookupAttributes: [{ AttributeKey: 'ResourceName', AttributeValue: arn }],
      StartTime: new Date(this.#access.now - HORIZON),
    }
  }

  async #lookup(input: LookupEventsCommandInput): Promise<TimedAnswer<FoundEvents>> {
    const { caller, clients } = this.#access
    const client = await clients.cloudtrail()
    const id = input.LookupAttributes?.[0]?.AttributeValue ?? ''
    const command = new LookupEventsCommand({ MaxResults: 50, ...input })
    return caller.call('cloudtrail:LookupEvents', id, () => client.send(command), foundEvents)
  }
}
