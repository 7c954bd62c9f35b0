import type { Event } from '@aws-sdk/client-cloudtrail'
import { answered, instant, list, Members, text, word, type Read } from '../../aws/answers/shape.ts'
import { nextPage, type Page } from '../../aws/calls/pages.ts'
import { isObject } from '../../lib/json.ts'

export interface FoundEvents extends Page {
  events: Event[]
}

/**
 * One page of LookupEvents. A damaged event stays in its place, without the members that cannot be read: the others of
 * the page count, and it is an event that is not understood, not silence. A damaged token does not cost the events.
 * https://docs.aws.amazon.com/awscloudtrail/latest/APIReference/API_LookupEvents.html
 */
export function foundEvents(answer: unknown): FoundEvents {
  const { Events, NextToken } = answered(answer)
  const { next, unreadableToken } = nextPage(NextToken)
  return { events: list(event)(Events, 'Events'), next: next || undefined, unreadableToken }
}

const event: Read<Event> = (value, name) => {
  if (!isObject(value)) return {}
  const { EventId, EventName, EventTime, EventSource, CloudTrailEvent, Resources } = value
  const members = new Members()
  const at = members.read(instant, EventTime, name)
  return {
    ...defined('EventId', members.read(word, EventId, name)),
    ...defined('EventName', members.read(text, EventName, name)),
    ...defined('EventSource', members.read(word, EventSource, name)),
    ...defined('EventTime', at === undefined ? undefined : new Date(at)),
    ...defined('CloudTrailEvent', members.read(text, CloudTrailEvent, name)),
    ...defined('Resources', members.read(list(resource), Resources, name)),
  }
}

const resource: Read<{ ResourceName?: string }> = (value, name) =>
  isObject(value) ? defined('ResourceName', new Members().read(word, value['ResourceName'], name)) : {}

const defined = <K extends string, T>(name: K, value: T | undefined): { [name in K]?: T } =>
  value === undefined ? {} : ({ [name]: value } as { [name in K]: T })
