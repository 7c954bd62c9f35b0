import { describe, expect, test } from 'vitest'
import {
  accountId,
  fields,
  flag,
  instant,
  list,
  Malformed,
  number,
  optional,
  past,
  regionName,
  readableItems,
  text,
  texts,
  word,
  type Read,
} from '../../../src/aws/answers/shape.ts'

const NOW = Date.UTC(2026, 10, 20)
const date = (iso: string): Date => new Date(iso)

/** What is wrong with a value, in the words of the reader; the value itself when nothing is. */
function read<T>(reader: Read<T>, value: unknown): T | string {
  try {
    return reader(value, 'Keys')
  } catch (error) {
    if (error instanceof Malformed) return error.message
    throw error
  }
}

describe('a reader refuses a member of another type and names it:', () => {
  test.each<[what: string, reader: Read<unknown>, value: unknown, words: string]>([
    ['a missing text', text, undefined, 'Keys is missing'],
    ['a null', text, null, 'Keys is null, not a string'],
    ['a number for a text', word, 42, 'Keys is a number, not a string'],
    ['an empty id', word, '', 'Keys is empty, not a string'],
    ['a text for an account', accountId, 'shop', 'Keys is a string, not an account id'],
    ['a text for a Region', regionName, 'example.com/', 'Keys is a string, not the name of a Region'],
    ['a text for a flag', flag, 'true', 'Keys is a string, not a boolean'],
    ['a number that is not finite', number, Number.NaN, 'Keys is a number, not a finite number'],
    ['a text for a date', instant, '2026-01-01', 'Keys is a string, not a date'],
    ['a date that JavaScript cannot hold', instant, new Date(Number.NaN), 'Keys is not a valid date'],
    ['a date before there was AWS', instant, date('1969-12-31'), 'Keys is not a valid date'],
    ['a date of the far future', instant, date('9999-01-01'), 'Keys is not a valid date'],
    ['a use two days ahead', past(NOW), new Date(NOW + 48 * 3600 * 1000), 'Keys is a date in the future'],
    ['an object for a list', list(text), {}, 'Keys is an object, not a list'],
    ['a null in a list', list(text), ['a', null], 'Keys[] is null, not a string'],
    ['a list for an object', fields, [], 'Keys is a list, not an object'],
    ['a number among texts', texts, { a: 'x', b: 1 }, 'Keys.b is a number, not a string'],
    ['another type for an optional member', optional(flag), 'yes', 'Keys is a string, not a boolean'],
  ])('answers: a member of another type is refused and named: %s', (_, reader, value, words) =>
    expect(read(reader, value)).toBe(words),
  )
})

test('answers: members of the documented types are read', () => {
  expect(read(instant, date('2027-01-01T00:00:00Z'))).toBe(Date.UTC(2027, 0))
  expect(read(optional(text), null)).toBeUndefined()
  expect(read(list(word), ['a', 'b'])).toEqual(['a', 'b'])
})

test('answers: one item that cannot be read does not cost the others, and the first fault is named', () => {
  expect(read(readableItems(word), ['a', null, 'b', 7])).toEqual({
    good: ['a', 'b'],
    wrong: 'malformed response: Keys[] is null, not a string',
  })
})

test('answers: an error that is not about the shape is not taken for one', () => {
  const broken = readableItems<string>(() => {
    throw new TypeError('undefined is not a function')
  })
  expect(() => broken(['a'], 'Keys')).toThrow('undefined is not a function')
})
