import { Malformed, fields, flag, instant, list, number, optional, text, word } from './shape.ts'
import type { Json } from '../../lib/json.ts'
import type { Instant } from '../../model/time.ts'

/**
 * An object in an answer of AWS, whose members are read by name. A member of another type than the expected one throws
 * `Malformed`; a member that AWS may leave out is undefined.
 */
export class Item {
  /** The item itself, where a list contains texts: names of queues. */
  readonly value: unknown
  readonly #name: string

  constructor(value: unknown, name: string) {
    this.value = value
    this.#name = name
  }

  /** A text that AWS always returns and that is not empty. */
  word = (member: string): string => word(this.#members()[member], this.#path(member))

  /** A text that AWS may leave out. An empty one counts as left out. */
  text = (member: string): string | undefined =>
    optional(text)(this.#members()[member], this.#path(member)) || undefined

  flag = (member: string): boolean | undefined => optional(flag)(this.#members()[member], this.#path(member))

  /** A date. */
  instant = (member: string): Instant | undefined => optional(instant)(this.#members()[member], this.#path(member))

  number = (member: string): number | undefined => optional(number)(this.#members()[member], this.#path(member))

  /** An object below this one. One that AWS left out has no members. */
  at(member: string): Item {
    const found = optional(fields)(this.#members()[member], this.#path(member))
    return new Item(found ?? {}, this.#path(member))
  }

  /** The items of a list. One that AWS left out is empty. */
  list(member: string): Item[] {
    const path = this.#path(member)
    return optional(list((value, name) => new Item(value, name)))(this.#members()[member], path) ?? []
  }

  /** The item itself, where it is a text that is not empty. */
  itself = (): string => word(this.value, this.#name)

  /** The names of the members, such as those of a map. */
  names = (): string[] => Object.keys(this.#members())

  #members(): Json {
    return fields(this.value, this.#name)
  }

  #path(member: string): string {
    return this.#name === '' ? member : `${this.#name}.${member}`
  }
}

/** What is wrong with an answer, if that is why the work failed. Other errors are bugs and are thrown again. */
export function malformedText(error: unknown): string {
  if (error instanceof Malformed) return `malformed response: ${error.message}`
  throw error
}
