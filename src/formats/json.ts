import type { Format } from './format.ts'
import { type Indent, plainJson, StreamedList, writeJson } from './json/json-writer.ts'
import { toSafeJson } from '../lib/text/safe-json.ts'

const json: Format = {
  title: 'the whole report as one document, with the evidence for every key',
  *render(report) {
    // The long lists come last, so that a reader finds the rest at the beginning of a large file.
    const { gaps, findings, keys, ...rest } = report
    const lists = { gaps: streamed(gaps), findings: findings && streamed(findings), keys: streamed(keys) }
    yield* writeJson({ ...rest, ...lists })
    yield '\n'
  },
}

export default json

/** In a list of more than 1,000 items each takes one line: the file is a third smaller, and `grep` finds whole items. */
const LONG = 1000

const streamed = (items: readonly object[]): StreamedList<object> =>
  new StreamedList(items, (item, indent) => writeItem(item, items.length > LONG ? null : indent))

/**
 * An item may hold a long list itself, such as a key with 50,000 grants: some of these keys in one text would be longer
 * than a text can be. Each row of such a list takes one line, or none of its own if the whole item takes one line.
 */
const writeItem = (item: object, indent: Indent): string | Iterable<string> =>
  hasLongList(item) ? writeJson(withStreamedLists(item), indent) : plainJson(item, indent)

function hasLongList(item: object): boolean {
  // Not Object.values: a list of them for each of 100,000 keys takes five times as long.
  for (const name in item) if (isLongList(item[name as keyof typeof item])) return true
  return false
}

const isLongList = (value: unknown): value is readonly unknown[] => Array.isArray(value) && value.length > LONG

const withStreamedLists = (item: object): object =>
  Object.fromEntries(
    Object.entries(item).map(([name, value]) => [
      name,
      isLongList(value) ? new StreamedList(value, row => toSafeJson(row)) : value,
    ]),
  )
