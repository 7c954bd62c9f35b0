import { isObject } from '../../lib/json.ts'
import type { Event, LookupEventsCommandInput } from '@aws-sdk/client-cloudtrail'
import type { Failure, TimedAnswer } from '../../aws/answers/answer.ts'
import type { AnswerTime } from '../../aws/session/clock.ts'
import type { PlaceClient } from '../../aws/session/place-client.ts'
import { keyArn } from '../../model/key-arn.ts'
import type { Instant } from '../../model/time.ts'
import { SECOND } from '../../model/time.ts'
import type { FoundEvents } from './found-events.ts'
import { readTrailEvent } from './trail-event.ts'
import { parseRecord, timeOf } from './trail-record.ts'
import { DELAY, keptSince } from './key-events.ts'

type Lookup = (input: LookupEventsCommandInput) => Promise<TimedAnswer<FoundEvents>>
type Attribute = NonNullable<LookupEventsCommandInput['LookupAttributes']>[number]
type Trust = 'verified' | 'unverified'

const UNVERIFIED = 'lookups by key could not be verified here'

/**
 * Lookups that may find an event of some key of the place, the likeliest first. The first event that is found ends
 * them.
 */
const LOOKUPS: readonly Attribute[] = [
  ...['Decrypt', 'GenerateDataKey', 'Sign', 'Encrypt'].map((AttributeValue): Attribute => ({
    AttributeKey: 'EventName',
    AttributeValue,
  })),
  { AttributeKey: 'ResourceType', AttributeValue: 'AWS::KMS::Key' },
]

/**
 * Finds out whether looking up by key ARN finds events here at all, before silence decides anything. It tries an event
 * that is known to exist, once per place. What the lookups of other keys have found by then does not count, because it
 * depends on their order.
 */
export class TrailControl {
  #lookup: Lookup
  #client: PlaceClient
  #trial: Promise<Trust | Failure> | null = null

  constructor(lookup: Lookup, client: PlaceClient) {
    this.#lookup = lookup
    this.#client = client
  }

  trust(): Promise<Trust | Failure> {
    return (this.#trial ??= this.#try())
  }

  async #try(): Promise<Trust | Failure> {
    for (const way of LOOKUPS) {
      const found = await this.#lookup({ LookupAttributes: [way] })
      if (!found.known) return this.#untried(found)
      const known = eventOfOurs(found.value.events, found.at, this.#client)
      if (known !== null) return this.#tryOn(known)
    }
    return 'unverified'
  }

  async #tryOn(known: KnownEvent): Promise<Trust | Failure> {
    const byArn = await this.#lookup({
      LookupAttributes: [{ AttributeKey: 'ResourceName', AttributeValue: known.arn }],
      StartTime: new Date(known.at - SECOND),
      EndTime: new Date(known.at + SECOND),
    })
    if (!byArn.known) return this.#untried(byArn)
    const found = byArn.value.events
    if (found.some(event => isOne(event, known))) return 'verified'
    // An event that cannot be read may be the one.
    if (found.some(event => typeof event?.EventId !== 'string')) {
      const why = `${UNVERIFIED}: an event is not readable`
      this.#client.gap('cloudtrail:LookupEvents', 'malformed', why)
      return 'unverified'
    }
    // So much happened in that second that the event may be on a later page, or AWS has forgotten it in the meantime.
    const isPaged = byArn.value.next !== undefined || byArn.value.unreadableToken !== null
    if (isPaged || !known.isSettled || known.at < keptSince(byArn.at)) return 'unverified'
    const why = `the lookup by key ARN missed an event of ${known.arn}`
    return this.#client.giveUp('cloudtrail:LookupEvents', 'unsupported', why)
  }

  /** A lookup that failed proves nothing, so silence does not count here. */
  #untried(failed: Failure): Failure {
    this.#client.note({ ...failed, why: `${UNVERIFIED}: ${failed.why}` }, 'cloudtrail:LookupEvents')
    return failed
  }
}

interface KnownEvent {
  arn: string
  at: Instant
  id: string
  /** Old enough to be in every index of CloudTrail. */
  isSettled: boolean
}

/** That event, or another use: of a busy key it may be on a later page. Its management proves nothing. */
const isOne = (event: Event, { id, arn }: KnownEvent): boolean =>
  event?.EventId === id || readTrailEvent(event, arn).kind === 'use'

/** An event that names a key of this account and Region; the newest that is settled, else the newest. */
function eventOfOurs(events: readonly Event[], at: AnswerTime, { place }: PlaceClient): KnownEvent | null {
  const known = events.flatMap(event => knownFrom(event, keyArn(place, ''), at.earliest - DELAY))
  return known.find(({ isSettled }) => isSettled) ?? known[0] ?? null
}

/** From the ARNs that the record itself names: the outer list is what the lookup is tried on. */
function knownFrom(event: Event | null, prefix: string, settledBy: Instant): KnownEvent[] {
  const record = event === null ? null : parseRecord(event)
  const at = record === null ? null : timeOf(record)
  if (record === null || at === null) return []
  const resources: unknown = record.inner['resources']
  const named = Array.isArray(resources)
    ? resources.map((entry: unknown) => (isObject(entry) ? entry['ARN'] : null))
    : []
  const arn = named.find((name): name is string => typeof name === 'string' && name.startsWith(prefix))
  const id = record.outer.EventId
  // Without its id, an event cannot be recognized in the other lookup.
  if (arn === undefined || typeof id !== 'string') return []
  return [{ arn, at, id, isSettled: at <= settledBy }]
}
