import { bounded } from './bounded.ts'
import { LONGEST_ANSWER } from './answer.ts'
import type { Call } from './tool.ts'
import { visible } from './visible.ts'

/** Part of the answer that the rows may take. */
const ROWS = LONGEST_ANSWER * 0.8
/** Characters of one row. */
const LONGEST_ROW = ROWS / 4

export interface Page {
  /** Rows of all pages. */
  total: number
  /** Where this page begins; the first row is 0. */
  offset: number
  rows: object[]
  /** Left out: this is the last page. */
  next_cursor?: string
}

/** Returns one page: as many of the rows as were asked for, and as fit into an answer, but at least one. */
export function pageOf(rows: readonly object[], limit: number, { offset, cursorAt }: Call): Page {
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
