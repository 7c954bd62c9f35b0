import { bounded } from './bounded.ts'
import { LONGEST_ANSWER } from './answer.ts'
import type { Call } from './tool.ts'
import { visible } from './visible.ts'

/** Part of the answer that the rows may take. */
const ROWS = LONGEST_ANSWER * 0.8
/** Part that the rest of a page may take. */
const HEAD = LONGEST_ANSWER * 0.12
/** Characters of one row. */
const LONGEST_ROW = ROWS / 4

interface Place extends Pick<Call, 'offset'> {
  cursorAt(offset: number): string
}

interface Page {
  /** Rows of all pages. */
  total: number
  /** Where this page begins; the first row is 0. */
  offset: number
  rows: object[]
  /** Left out: this is the last page. */
  next_cursor?: string
}

/** What every page has, as JSON Schema of its properties. */
export const PAGE = {
  total: { type: 'integer' },
  offset: { type: 'integer' },
  rows: { type: 'array', items: { type: 'object' } },
}

/**
 * Returns one page: as many of the rows as were asked for, and as fit into an answer, but at least one. The head is what
 * the answer says besides; of a long one a part is left out, never of the list of rows.
 */
export function pageOf(head: object, rows: readonly object[], limit: number, { offset, cursorAt }: Place): object {
  const { value, cut } = bounded(visible(head) as object, HEAD)
  return { ...value, ...(cut.length > 0 && { cut: cut.slice(0, 3) }), ...rowsOf(rows, limit, { offset, cursorAt }) }
}

function rowsOf(rows: readonly object[], limit: number, { offset, cursorAt }: Place): Page {
  const shown: object[] = []
  let length = 0
  for (const row of rows.slice(offset, offset + limit)) {
    const one = rowOf(row)
    length += JSON.stringify(one).length + 1
    if (shown.length > 0 && length > ROWS) break
    shown.push(one)
  }
  const end = offset + shown.length
  return {
    total: rows.length,
    offset,
    rows: shown,
    ...(end < rows.length && shown.length > 0 && { next_cursor: cursorAt(end) }),
  }
}

function rowOf(row: object): object {
  const { value, cut } = bounded(visible(row) as object, LONGEST_ROW)
  return cut.length === 0 ? value : { ...value, cut: cut.slice(0, 3) }
}
