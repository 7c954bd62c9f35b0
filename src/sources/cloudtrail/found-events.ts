import type { Event } from '@aws-sdk/client-cloudtrail'
import { answered, instant, list, Members, text, word, type Read } from '../../aws/answers/shape.ts'
import { nextPage } from '../../aws/calls/tokens.ts'
import { isObject } from '../../lib/json.ts'

export interface FoundEvents {
  Events: Event[]
  NextToken?: string
  /** Why the token of the next page cannot be read. There may be such a page. */
  unreadableToken?: string
}

/**
 * One page of LookupEvents. A damaged event stays in its place, without the members that cannot be read: the others of
 * the page count, and it is an event that is not understood, not silence. A damaged token does not cost the events.
 * https://docs.aws.amazon.com/awscloudtrail/latest/APIReference/API_LookupEvents.html
 */
export function foundEvents(answer: unknown): FoundEvents {
  const { Events, NextToken } = answered(answer)
  const { next, unreadableToken } = nextPage(NextToken)
  return {
    Events: list(event)(Events, 'Events'),
    ...defined('NextToken', next),
    ...defined('unreadableToken', unreadableToken ?? undefined),
  }
}

const event: Read<Event> = (value, name) => {
  if (!isObject(value)) return {}
  const { EventId, EventName, EventTime, EventSource, CloudTrailEvent, Resources } = value
  const members = new Members()
  const at = members.toAnswer(instant, EventTime, name)
  return {
    ...defined('EventId', members.toAnswer(word, EventId, name)),
    ...defined('EventName', members.toAnswer(text, EventName, name)),
    ...defined('EventSource', members.toAnswer(word, EventSource, name)),
    ...defined('EventTime', at === undefined ? undefined : new Date(at)),
    ...defined('CloudTrailEvent', members.toAnswer(text, CloudTrailEvent, name)),
    ...defined('Resources', members.toAnswer(list(resource), Resources, name)),
  }
}

const resource: Read<{ ResourceName?: string }> = (value, name) =>
  isObject(value) ? defined('ResourceName', new Members().toAnswer(word, value['ResourceName'], name)) : {}

const defined = <K extends string, T>(name: K, value: T | undefined): { [name in K]?: T } =>
  value === undefined ? {} : ({ [name]: value } as { [name in K]: T })
