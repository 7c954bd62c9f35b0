import { createHash } from 'node:crypto'
import type { Json } from '../../lib/json.ts'
import { isObject } from '../../lib/json.ts'

const DIGITS = 12
/** The start of a UUID, up to its twelfth digit. */
const UUID = /^([0-9a-f]{8})-([0-9a-f]{4})-[0-9a-f]{4}-/i

/**
 * Twelve hexadecimal digits by which an event is recognized that is delivered twice, updated later, or delivered to the
 * accounts of the caller and of the key: of two million events of a key, two are taken for one with a chance of 1 %.
 * https://docs.aws.amazon.com/awscloudtrail/latest/userguide/cloudtrail-event-reference-record-contents.html
 */
export function identityOf(record: Json): string {
  const { addendum } = record
  const ids = [record['sharedEventID'], isObject(addendum) ? addendum['originalEventID'] : null, record['eventID']]
  const id = ids.find((each): each is string => typeof each === 'string' && each !== '')
  if (id === undefined) return hashOf(JSON.stringify(record))
  const [, first, second] = UUID.exec(id) ?? []
  return first === undefined || second === undefined ? hashOf(id) : `${first}${second}`.toLowerCase()
}

const hashOf = (text: string): string => createHash('sha256').update(text).digest('hex').slice(0, DIGITS)
