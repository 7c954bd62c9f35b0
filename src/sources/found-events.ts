import type { Event } from '@aws-sdk/client-cloudtrail'
import { answered, instant, list, Malformed, Members, text, word, type Read } from '../aws/shape.ts'
import { isObject } from '../lib/json.ts'

export interface FoundEvents {
  Events: Event[]
  NextToken?: string
  /** Why the way to the next page cannot be read: there may be one. */
  unreadableToken?: string
}

/**
 * One page of LookupEvents. A damaged event stays in its place, without the members that cannot be read: the others of
 * the page count, and it is an event that is not understood, not silence. A damaged token does not cost the events.
 * https://docs.aws.amazon.com/awscloudtrail/latest/APIReference/API_LookupEvents.html
 */
export function foundEvents(answer: unknown): FoundEvents {
  const { Events, NextToken } = answered(answer)
  const members = new Members()
  const next = members.read(text, NextToken, 'NextToken')
  return {
    Events: list(event)(Events, 'Events'),
    ...defined('NextToken', next),
    ...defined('unreadableToken', members.wrong ?? undefined),
  }
}

const event: Read<Event> = (value, name) => {
  if (!isObject(value)) return {}
  const { EventId, EventName, EventTime, EventSource, CloudTrailEvent, Resources } = value
  const at = readable(instant, EventTime, name)
  return {
    ...defined('EventId', readable(word, EventId, name)),
    ...defined('EventName', readable(text, EventName, name)),
    ...defined('EventSource', readable(word, EventSource, name)),
    ...defined('EventTime', at === undefined ? undefined : new Date(at)),
    ...defined('CloudTrailEvent', readable(text, CloudTrailEvent, name)),
    ...defined('Resources', readable(list(resource), Resources, name)),
  }
}

const resource: Read<{ ResourceName?: string }> = (value, name) =>
  isObject(value) ? defined('ResourceName', readable(word, value['ResourceName'], name)) : {}

function readable<T>(read: Read<T>, value: unknown, name: string): T | undefined {
  try {
    return read(value, name)
  } catch (error) {
    if (error instanceof Malformed) return undefined
    throw error
  }
}

const defined = <K extends string, T>(name: K, value: T | undefined): { [name in K]?: T } =>
  value === undefined ? {} : ({ [name]: value } as { [name in K]: T })
