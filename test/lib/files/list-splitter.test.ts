import { expect, test } from 'vitest'
import { ListSplitter, NotSplittable } from '../../../src/lib/files/list-splitter.ts'

/** Pushes the text in pieces of so many bytes. */
function split(text: string, size: number): { items: unknown[]; rest: unknown } {
  const items: unknown[] = []
  const splitter = new ListSplitter('keys', item => void items.push(JSON.parse(item)))
  const bytes = Buffer.from(text)
  for (let at = 0; at < bytes.length; at += size) splitter.push(bytes.subarray(at, at + size))
  return { items, rest: JSON.parse(splitter.end().toString()) }
}

const SIZES = [1, 2, 3, 7, 1000]

const DOCUMENT = {
  keys_total: 2,
  'my"keys': ['x'],
  scope: { keys: [{ deep: true }] },
  text: '"keys":[{',
  keys: [{ a: 'é"]}\\', list: [[1], { b: {} }] }, {}, { c: '顧客🔐' }],
  last: '\\"',
}

test.each(SIZES)(
  'list splitter: pieces of %i bytes give each item of the list, and the rest with an empty list',
  size => {
    for (const text of [JSON.stringify(DOCUMENT), JSON.stringify(DOCUMENT, null, 2)])
      expect(split(text, size)).toEqual({ items: DOCUMENT.keys, rest: { ...DOCUMENT, keys: [] } })
  },
)

test('list splitter: an empty list has no items', () => {
  expect(split('{"keys":[],"a":1}', 4)).toEqual({ items: [], rest: { keys: [], a: 1 } })
})

test.each([
  ['a text without the list', '{"a":[{}]}'],
  ['a list with a number', '{"keys":[1]}'],
  ['a list with a list', '{"keys":[[]]}'],
  ['two lists of that name', '{"keys":[],"keys":[]}'],
  ['a text that is cut off', '{"keys":[{}'],
])('list splitter: %s is not splittable', (_, text) => expect(() => split(text, 3)).toThrow(NotSplittable))
