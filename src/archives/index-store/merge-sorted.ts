import { compareRows, type Table } from './table.ts'

/**
 * Merges sorted rows of several segments into one sorted list. Holds one row of each segment, so it does not matter how
 * many there are.
 */
export function* mergeSorted<Row>(table: Table<Row>, lists: readonly Iterable<Row>[]): Generator<Row> {
  const compare = compareRows(table)
  const heads: Head<Row>[] = []
  const advance = (rows: Iterator<Row>): void => {
    const next = rows.next()
    if (next.done !== true) insert(heads, { row: next.value, rows }, compare)
  }
  for (const list of lists) advance(list[Symbol.iterator]())
  let current: Row | undefined
  for (let head = heads.pop(); head !== undefined; head = heads.pop()) {
    if (current === undefined) current = head.row
    else if (compare(current, head.row) === 0) current = table.merge(current, head.row)
    else {
      yield current
      current = head.row
    }
    advance(head.rows)
  }
  if (current !== undefined) yield current
}

interface Head<Row> {
  row: Row
  rows: Iterator<Row>
}

/** Keeps the smallest row at the end of the list, where it can be taken at once. */
function insert<Row>(heads: Head<Row>[], head: Head<Row>, compare: (one: Row, other: Row) => number): void {
  let place = heads.length
  while (place > 0 && compare((heads[place - 1] as Head<Row>).row, head.row) < 0) place--
  heads.splice(place, 0, head)
}
