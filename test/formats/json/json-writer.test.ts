import { expect, test } from 'vitest'
import { StreamedList, writeJson } from '../../../src/formats/json/json-writer.ts'

const write = (value: unknown): string => [...writeJson(value)].join('')
const rows = (items: readonly unknown[], options = {}) => new StreamedList(items, item => JSON.stringify(item), options)

test('json-writer: a document without a streamed list is written as JSON.stringify writes it', () => {
  const value = { a: [], b: {}, c: undefined, d: [null, { e: 'x\ny' }] }
  expect(write(value)).toBe(JSON.stringify(value, null, 2))
})

test('json-writer: a streamed list takes its place at its depth, each item on one line', () =>
  expect(write({ a: 1, runs: [{ results: rows([{ b: 1 }, 2]) }] })).toBe(
    '{\n  "a": 1,\n  "runs": [\n    {\n      "results": [\n        {"b":1},\n        2\n      ]\n    }\n  ]\n}',
  ))

test('json-writer: a list that is flush left begins its lines without spaces', () =>
  expect(write({ Findings: rows([1, 2], { isFlushLeft: true }) })).toBe('{\n  "Findings": [\n1,\n2\n]\n}'))

test('json-writer: an empty streamed list is written as []', () =>
  expect(write({ a: rows([]), b: rows([], { isFlushLeft: true }) })).toBe('{\n  "a": [],\n  "b": []\n}'))

test('json-writer: a streamed list in a value of one line takes no line of its own', () =>
  expect([...writeJson({ a: 1, b: rows([1, 2]) }, null)].join('')).toBe('{"a":1,"b":[1,2]}'))

test('json-writer: a long list comes in pieces that are not much longer than their items', () => {
  const pieces = [...writeJson(rows(Array.from({ length: 10_000 }, (_, index) => 'x'.repeat(index % 100))))]
  expect(JSON.parse(pieces.join(''))).toHaveLength(10_000)
  expect(Math.max(...pieces.map(({ length }) => length))).toBeLessThan(40_000)
})
