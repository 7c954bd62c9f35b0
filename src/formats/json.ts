import { batches } from '../lib/flow/batches.ts'
import type { Format } from './format.ts'
import { toSafeJson } from './json/safe-json.ts'

/** The long lists come last, so that they can be written in pieces. */
const LISTS = ['gaps', 'findings', 'keys'] as const

const json: Format = {
  title: 'the whole report as one document, with the evidence for every key',
  *render(report) {
    yield toSafeJson({ ...report, gaps: undefined, findings: undefined, keys: undefined }, 2).slice(0, -END.length)
    for (const name of LISTS) {
      const items = report[name]
      if (items !== undefined) yield* list(name, items)
    }
    yield `${END}\n`
  },
}

export default json

const END = '\n}'

function* list(name: string, items: readonly object[]): Generator<string> {
  yield `,\n  "${name}": [`
  const isLong = items.length > READABLE
  let between = '\n'
  for (const batch of withLongAlone(items)) {
    const [first] = batch
    yield between
    if (first !== undefined && hasLongList(first)) yield* inPieces(first, isLong ? ONE_LINE : IN_FULL)
    else yield isLong ? inLines(batch) : inFull(batch)
    between = ',\n'
  }
  yield items.length === 0 ? ']' : '\n  ]'
}

/** Of more items nobody reads all: each then takes one line, which makes the file a third smaller and good to grep. */
const READABLE = 1000

const isLongList = (value: unknown): value is readonly unknown[] => Array.isArray(value) && value.length > READABLE

/** Such as a key with 50,000 grants: some of them in one text would be longer than a text can be. */
function hasLongList(item: object): boolean {
  // Not Object.values: a list of them for each of 100,000 keys takes five times as long.
  for (const name in item) if (isLongList(item[name as keyof typeof item])) return true
  return false
}

function* withLongAlone(items: readonly object[]): Generator<readonly object[]> {
  for (const batch of batches(items, 100)) {
    if (batch.some(hasLongList)) for (const item of batch) yield [item]
    else yield batch
  }
}

/** The items of a list that stands in the document, as deep as they are there. */
const inFull = (items: readonly unknown[]): string => toSafeJson({ items }, 2).slice(BEFORE.length, -AFTER.length)
const BEFORE = '{\n  "items": [\n'
const AFTER = '\n  ]\n}'

const inLines = (items: readonly unknown[]): string => items.map(item => `    ${toSafeJson(item)}`).join(',\n')

/** What stands before the parts of an item. */
interface Layout {
  entry: string
  colon: string
  row: string
  endOfList: string
  end: string
  indent: number
}
const ONE_LINE: Layout = { entry: '', colon: ':', row: '', endOfList: '', end: '', indent: 0 }
const IN_FULL: Layout = {
  entry: '\n      ',
  colon: ': ',
  row: '\n        ',
  endOfList: '\n      ',
  end: '\n    ',
  indent: 2,
}

/** The same item, but each row of its long lists takes one line, if it has lines at all. */
function* inPieces(item: object, { entry, colon, row, endOfList, end, indent }: Layout): Generator<string> {
  let between = '    {'
  for (const [name, value] of Object.entries(item)) {
    if (value === undefined) continue
    yield `${between}${entry}${toSafeJson(name)}${colon}`
    between = ','
    // A line break within a text is an escape: whatever breaks here is layout.
    if (isLongList(value)) yield* inRows(value, row, endOfList)
    else yield toSafeJson(value, indent).replaceAll('\n', entry)
  }
  yield `${end}}`
}

function* inRows(rows: readonly unknown[], before: string, end: string): Generator<string> {
  let between = '['
  for (const batch of batches(rows, 100)) {
    yield between + batch.map(item => before + toSafeJson(item)).join(',')
    between = ','
  }
  yield `${end}]`
}
