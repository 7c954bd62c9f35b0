import { errorOf as errorIn, KEY_ARN, namesIn, textOrNull } from '../../archives/records/record-fields.ts'
import { isObject, tryParseJson } from '../../lib/json.ts'
import type { Event } from '@aws-sdk/client-cloudtrail'
import type { KeyPair } from '../../model/evidence.ts'
import type { Instant } from '../../model/time.ts'

/**
 * One event of CloudTrail's history. The outer record is CloudTrail's index; the JSON text inside says more, such as
 * whether the call failed. Nothing inside is checked by the SDK: any field may be missing or of another type.
 * https://docs.aws.amazon.com/awscloudtrail/latest/userguide/cloudtrail-event-reference-record-contents.html
 */
export interface TrailRecord {
  outer: Event
  inner: Readonly<Record<string, unknown>>
}

/** Null: the record inside is not a JSON object. */
export function parseRecord(outer: Event): TrailRecord | null {
  const inner = tryParseJson(outer.CloudTrailEvent ?? '')
  return isObject(inner) ? { outer, inner } : null
}

/** What a record says, or why that is not clear. */
type Reading<T> = { clear: true; value: T } | { clear: false; why: string }

const clear = <T>(value: T): Reading<T> => ({ clear: true, value })
const unclear = (why: string): Reading<never> => ({ clear: false, why })

/** The name of the operation, which both records must agree on if both have it. */
export function operationOf({ outer, inner }: TrailRecord): Reading<{ operation: string; isWhole: boolean }> {
  const [outside, inside] = [textOrNull(outer.EventName), textOrNull(inner['eventName'])]
  if (outside === null || inside === null) return unclear('has a name that is not a string')
  const [operation] = [outside, inside].filter(name => name !== '')
  if (operation === undefined) return unclear('has no name')
  const isWhole = outside !== '' && inside !== ''
  if (isWhole && outside !== inside) return unclear(`has two names, ${outside} and ${inside}`)
  return clear({ operation, isWhole })
}

/**
 * The event's time, or null. Where the two records differ, the later one: a wrong date must not make a use look older
 * than it is.
 */
export function timeOf({ outer, inner }: TrailRecord): Instant | null {
  const { eventTime } = inner
  const inside = typeof eventTime === 'string' && ISO_TIME.test(eventTime) ? Date.parse(eventTime) : Number.NaN
  const known = [outer.EventTime?.getTime() ?? Number.NaN, inside].filter(time => !Number.isNaN(time))
  return known.length === 0 ? null : Math.max(...known)
}

/** Date.parse would make a date of almost any text. */
const ISO_TIME = /^\d{4}-\d\d-\d\dT/

const KMS = 'kms.amazonaws.com'

/** The service that was called, which both records must agree on if both name it. Empty: neither does. */
export function serviceOf({ outer, inner }: TrailRecord): Reading<string> {
  const [outside, inside] = [textOrNull(outer.EventSource), textOrNull(inner['eventSource'])]
  if (outside === null || inside === null) return unclear('has a service that is not a string')
  if (outside !== '' && inside !== '' && outside !== inside)
    return unclear(`has two services, ${outside} and ${inside}`)
  return clear(outside === '' ? inside : outside)
}

/** Whether the call went to KMS. A record that names no service was found by a key's ARN: it is taken for one of KMS. */
export function isOfKms({ outer, inner }: TrailRecord): Reading<boolean> {
  const [outside, inside] = [textOrNull(outer.EventSource), textOrNull(inner['eventSource'])]
  if (outside === null || inside === null) return unclear('has a service that is not a string')
  const named = [outside, inside].filter(name => name !== '')
  const ofKms = named.filter(name => name === KMS).length
  if (ofKms > 0 && ofKms < named.length) return unclear(`has two services, ${outside} and ${inside}`)
  return clear(named.length === ofKms)
}

/** The error that a call ended with; null: it succeeded. A dry run uses no key, whatever it ended with. */
export function errorOf({ inner }: TrailRecord): Reading<string | null> {
  const outcome = errorIn(inner)
  return 'odd' in outcome ? unclear(outcome.odd) : clear(outcome.error)
}

/**
 * Whether the record is about this key, which it names by ARN or by id. A ReEncrypt names both its keys. It was found by
 * this key's ARN: a record without names is about this key, and only the whole ARN of another key says otherwise.
 */
export function isAboutKey({ outer, inner }: TrailRecord, keyArn: string): Reading<boolean> {
  const names = [...namesIn(outer.Resources, 'ResourceName'), ...namesIn(inner['resources'], 'ARN')]
  if (names.length === 0 || names.some(name => keyIn(name) === keyIn(keyArn))) return clear(true)
  return names.every(name => KEY_ARN.test(name)) ? clear(false) : unclear(`has no key ARN: ${names.join(', ')}`)
}

/** Of a ReEncrypt: `resources` names the source first. Null where it does not name two keys by their ARNs. */
export function pairIn({ inner }: TrailRecord): KeyPair | null {
  const [from, to, ...others] = namesIn(inner['resources'], 'ARN').filter(name => KEY_ARN.test(name))
  return from === undefined || to === undefined || others.length > 0 ? null : { from, to }
}

/** The ARNs of the keys that a record names, each once. Of a ReEncrypt: the source first. */
export function keysNamedIn({ outer, inner }: TrailRecord): string[] {
  const inside = namesIn(inner['resources'], 'ARN').filter(name => KEY_ARN.test(name))
  const names = inside.length > 0 ? inside : namesIn(outer.Resources, 'ResourceName').filter(name => KEY_ARN.test(name))
  return [...new Set(names)]
}

/** The id in a key's ARN, in `key/<id>` or alone. */
const keyIn = (name: string): string => name.slice(name.lastIndexOf('/') + 1).toLowerCase()
