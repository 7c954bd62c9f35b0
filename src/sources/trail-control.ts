import type { Event, LookupEventsCommandInput } from '@aws-sdk/client-cloudtrail'
import type { Answer, Failure } from '../aws/answer.ts'
import type { PlaceAccess } from '../aws/place-access.ts'
import { SECOND } from '../model/time.ts'
import { readTrailEvent } from './trail-event.ts'

type Lookup = (input: LookupEventsCommandInput) => Promise<Answer<{ Events?: Event[]; NextToken?: string }>>

/** The commonest cryptographic operation: the likeliest to have left an event in any place. */
const COMMON = 'Decrypt'

/**
 * Before silence decides anything: does looking up by key ARN find events here at all? Tried on an event that is known
 * to exist, once per place. What the lookups of other keys have found by then does not count: that depends on their
 * order, and the same question would have another answer each time.
 */
export class TrailControl {
  #lookup: Lookup
  #access: PlaceAccess
  #trial: Promise<'verified' | 'unverified' | Failure> | null = null

  constructor(lookup: Lookup, access: PlaceAccess) {
    this.#lookup = lookup
    this.#access = access
  }

  verdict(): Promise<'verified' | 'unverified' | Failure> {
    return (this.#trial ??= this.#try())
  }

  async #try(): Promise<'verified' | 'unverified' | Failure> {
    const { caller } = this.#access
    const byName = await this.#lookup({ LookupAttributes: [{ AttributeKey: 'EventName', AttributeValue: COMMON }] })
    if (!byName.known) return this.#untried(byName)
    const known = firstOfOurs(byName.value.Events ?? [], this.#access)
    if (known === null) return 'unverified'
    const byArn = await this.#lookup({
      LookupAttributes: [{ AttributeKey: 'ResourceName', AttributeValue: known.arn }],
      StartTime: new Date(known.at - SECOND),
      EndTime: new Date(known.at + SECOND),
    })
    if (!byArn.known) return this.#untried(byArn)
    if ((byArn.value.Events ?? []).some(event => isOne(event, known))) return 'verified'
    // So much happened in that second that the event may stand on a later page.
    if ((byArn.value.NextToken ?? '') !== '') return 'unverified'
    return caller.giveUp(
      'cloudtrail:LookupEvents',
      'unsupported',
      `looking up by key ARN misses an event of ${known.arn}`,
    )
  }

  /** A trial that was not answered proves nothing: silence does not count here. */
  #untried(failed: Failure): Failure {
    if (!failed.givenUp) {
      const why = `whether silence can be trusted here could not be tried: ${failed.why}`
      this.#access.caller.gap('cloudtrail:LookupEvents', failed.reason, why)
    }
    return failed
  }
}

interface Known {
  arn: string
  at: number
  id: string | undefined
}

/** That event, or another use: of a busy key it may stand on a later page. Its management proves nothing. */
const isOne = (event: Event, { id, arn }: Known): boolean =>
  (id !== undefined && event.EventId === id) || readTrailEvent(event, arn).kind === 'use'

/** An event that names a key of this account and Region. */
function firstOfOurs(events: readonly Event[], { caller }: PlaceAccess): Known | null {
  const { partition, account, region } = caller.place
  const ours = `arn:${partition}:kms:${region}:${account}:key/`
  for (const event of events) {
    const arn = arnsOf(event).find(name => name.startsWith(ours))
    if (arn !== undefined && event.EventTime !== undefined)
      return { arn, at: event.EventTime.getTime(), id: event.EventId }
  }
  return null
}

/** The ARNs that the record itself names: the outer list is what the lookup is tried on. */
function arnsOf(event: Event): string[] {
  try {
    const { resources } = JSON.parse(event.CloudTrailEvent ?? '{}') as { resources?: { ARN?: string }[] }
    return (resources ?? []).flatMap(({ ARN }) => ARN ?? [])
  } catch {
    return []
  }
}
