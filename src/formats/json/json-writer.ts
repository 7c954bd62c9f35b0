import { toSafeJson } from '../../lib/text/safe-json.ts'

/** A line break with the spaces that begin each line of a value. Null: the value takes one line. */
export type Indent = string | null

/** Writes one item of a list as one text or, if one text could be too long, as several. */
type WriteItem<T> = (item: T, indent: Indent) => string | Iterable<string>

/** A list in a document that is written in pieces, because it may be longer than one text can be. */
export class StreamedList<T> {
  readonly items: readonly T[]
  readonly write: WriteItem<T>
  /** Whether the lines of the list begin without spaces, however deep in the document it is. */
  readonly isFlushLeft: boolean

  constructor(items: readonly T[], write: WriteItem<T>, { isFlushLeft = false } = {}) {
    this.items = items
    this.write = write
    this.isFlushLeft = isFlushLeft
  }
}

/** Writes a value as `JSON.stringify(value, null, 2)` does, but each `StreamedList` inside it in pieces. */
export function* writeJson(value: unknown, indent: Indent = '\n'): Generator<string> {
  if (value instanceof StreamedList)
    yield* value.isFlushLeft ? writeList(value, '\n', '\n') : writeList(value, deeper(indent), indent)
  else if (hasStreamedList(value)) yield* writeEntries(value, indent)
  else yield plainJson(value, indent)
}

/** Returns the text of a value without a `StreamedList`. Each line after the first begins with the indent. */
export const plainJson = (value: unknown, indent: Indent): string =>
  // Only layout has line breaks: in a string of JSON a line break is an escape.
  indent === null ? toSafeJson(value) : toSafeJson(value, 2).replaceAll('\n', indent)

const hasStreamedList = (value: unknown): value is object =>
  typeof value === 'object' &&
  value !== null &&
  Object.values(value).some(entry => entry instanceof StreamedList || hasStreamedList(entry))

function* writeEntries(value: object, indent: Indent): Generator<string> {
  const isList = Array.isArray(value)
  const inner = deeper(indent)
  let before = isList ? '[' : '{'
  for (const [name, entry] of Object.entries(value)) {
    if (entry === undefined) continue
    yield `${before}${inner ?? ''}${isList ? '' : `${toSafeJson(name)}:${inner === null ? '' : ' '}`}`
    yield* writeJson(entry, inner)
    before = ','
  }
  yield `${indent ?? ''}${isList ? ']' : '}'}`
}

function* writeList<T>({ items, write }: StreamedList<T>, inner: Indent, end: Indent): Generator<string> {
  let text = '['
  for (const [index, item] of items.entries()) {
    text += `${index === 0 ? '' : ','}${inner ?? ''}`
    const written = write(item, inner)
    for (const part of typeof written === 'string' ? [written] : written) {
      text += part
      if (text.length < PIECE) continue
      yield text
      text = ''
    }
  }
  yield `${text}${items.length === 0 ? '' : (end ?? '')}]`
}

/** Characters after which a piece ends. */
const PIECE = 32 * 1024

const deeper = (indent: Indent): Indent => (indent === null ? null : `${indent}  `)
