import { ACCOUNT_ID } from '../../model/account-id.ts'
import { isDate } from 'node:util/types'
import { isObject, type Json } from '../../lib/json.ts'
import type { Instant } from '../../model/time.ts'

/**
 * Readers for the answers of AWS. A client answers with `unknown` (clients.ts), so each function that makes a call has
 * to name the type of each member that it uses. What is not so shaped throws `Malformed`, and the call becomes a
 * failure of that kind.
 */
export type Read<T> = (value: unknown, name: string) => T

/** An answer that is not shaped as AWS documents it. The message names the member and what is wrong with it. */
export class Malformed extends Error {
  override name = 'Malformed'
}

/** A text, which may be empty. */
export const text: Read<string> = (value, name) => (typeof value === 'string' ? value : wrong(value, name, 'a string'))

/** A text that says something: an id, an ARN, a state. */
export const word: Read<string> = (value, name) =>
  typeof value === 'string' && value !== '' ? value : wrong(value, name, 'a string')

/** A text of this form, such as an account id. `expected` says what it should be: `an account id`. */
const matching =
  (form: RegExp, expected: string): Read<string> =>
  (value, name) => {
    const found = word(value, name)
    return form.test(found) ? found : wrong(value, name, expected)
  }

/** Twelve digits. */
export const accountId = matching(ACCOUNT_ID, 'an account id')

/** Such as `eu-west-1`: it becomes a part of host names. */
export const regionName = matching(/^[a-z]+(-[a-z]+)+-\d+$/, 'the name of a Region')

export const flag: Read<boolean> = (value, name) =>
  typeof value === 'boolean' ? value : wrong(value, name, 'a boolean')

export const number: Read<number> = (value, name) =>
  typeof value === 'number' && Number.isFinite(value) ? value : wrong(value, name, 'a finite number')

/** A number that is not negative, such as a count. */
export const amount: Read<number> = (value, name) => {
  const found = number(value, name)
  if (found >= 0) return found
  throw new Malformed(`${name} is a negative number`)
}

/** Nothing in KMS, CloudTrail or CloudWatch is older or lasts longer. */
const EARLIEST = Date.UTC(2000, 0)
const LATEST = Date.UTC(2100, 0)
const DAY_AHEAD = 24 * 60 * 60 * 1000

/** A date that may lie in the future. */
export const instant: Read<Instant> = (value, name) => {
  if (!isDate(value)) return wrong(value, name, 'a date')
  const at = value.getTime()
  if (at >= EARLIEST && at < LATEST) return at
  throw new Malformed(`${name} is not a valid date`)
}

/** A date of something that has happened: not more than a day after `now`, since clocks differ. */
export const past =
  (now: Instant): Read<Instant> =>
  (value, name) => {
    const at = instant(value, name)
    if (at <= now + DAY_AHEAD) return at
    throw new Malformed(`${name} is a date in the future`)
  }

/** The members of an object. */
export const fields: Read<Json> = (value, name) => (isObject(value) ? value : wrong(value, name, 'an object'))

/** The members of a whole answer. */
export const answered = (value: unknown): Json => fields(value, 'the response')

/** A list; its items are named `Keys[]`. */
export const list =
  <T>(item: Read<T>): Read<T[]> =>
  (value, name) => {
    if (!Array.isArray(value)) return wrong(value, name, 'a list')
    const itemName = `${name}[]`
    return value.map((each: unknown) => item(each, itemName))
  }

/** Texts by their names, such as an encryption context. */
export const texts: Read<Record<string, string>> = (value, name) =>
  Object.fromEntries(Object.entries(fields(value, name)).map(([key, each]) => [key, text(each, `${name}.${key}`)]))

/** Reads members that are independent of each other: one that cannot be read is undefined and does not cost the others. */
export class Members {
  /** What is wrong with the first member that could not be read. */
  wrong: string | null = null

  read<T>(reader: Read<T>, value: unknown, name: string): T | undefined {
    try {
      return optional(reader)(value, name)
    } catch (error) {
      if (!(error instanceof Malformed)) throw error
      this.wrong ??= `malformed response: ${error.message}`
      return undefined
    }
  }
}

/** The items of a list at their places, null where one cannot be read, and what is wrong with the first of those. */
interface PlacedItems<T> {
  items: (T | null)[]
  wrong: string | null
}

/** A list whose places matter: an item that cannot be read leaves its place empty. */
export const placedItems =
  <T>(item: Read<T>): Read<PlacedItems<T>> =>
  (value, name) => {
    let first: string | null = null
    const items = list((each, itemName) => {
      try {
        return item(each, itemName)
      } catch (error) {
        if (!(error instanceof Malformed)) throw error
        first ??= `malformed response: ${error.message}`
        return null
      }
    })(value, name)
    return { items, wrong: first }
  }

/** The items of a list that can be read, and what is wrong with the first of the others. */
export interface ReadableItems<T> {
  good: T[]
  wrong: string | null
}

/** A list of things that are independent of each other: one that cannot be read does not cost the others. */
export const readableItems =
  <T>(item: Read<T>): Read<ReadableItems<T>> =>
  (value, name) => {
    const { items, wrong: first } = placedItems(item)(value, name)
    return { good: items.filter(each => each !== null), wrong: first }
  }

/** A member that AWS may leave out; `null` is how JSON says so. */
export const optional =
  <T>(read: Read<T>): Read<T | undefined> =>
  (value, name) =>
    value === undefined || value === null ? undefined : read(value, name)

function wrong(value: unknown, name: string, expected: string): never {
  if (value === undefined) throw new Malformed(`${name} is missing`)
  throw new Malformed(`${name} is ${typeText(value)}, not ${expected}`)
}

function typeText(value: unknown): string {
  if (value === null) return 'null'
  if (value === '') return 'empty'
  if (Array.isArray(value)) return 'a list'
  if (isDate(value)) return 'a date'
  return { string: 'a string', number: 'a number', boolean: 'a boolean' }[typeof value as string] ?? 'an object'
}
