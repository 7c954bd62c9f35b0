import { compareTexts } from '../../lib/text/compare-texts.ts'
import type { Table } from './table.ts'

/**
 * Merges the rows of several segments into one sorted list: those of each segment are sorted, and no two of them have
 * the same place and order. Holds one row of each segment, so it does not matter how many there are.
 */
export function* mergeSorted<Row>(table: Table<Row>, lists: readonly Iterable<Row>[]): Generator<Row> {
  const [only, ...others] = lists
  if (only !== undefined && others.length === 0) return yield* only
  const heads: Head<Row>[] = []
  const advance = (rows: Iterator<Row>): void => {
    const next = rows.next()
    if (next.done !== true) insert(heads, { ...placed(table, next.value), rows })
  }
  for (const list of lists) advance(list[Symbol.iterator]())
  let current: Placed<Row> | undefined
  for (let head = heads.pop(); head !== undefined; head = heads.pop()) {
    if (current === undefined) current = head
    else if (compare(current, head) === 0) current = { ...current, row: table.merge(current.row, head.row) }
    else {
      yield current.row
      current = head
    }
    advance(head.rows)
  }
  if (current !== undefined) yield current.row
}

/** Sorts rows as segments have them, and merges those of the same place and order. */
export function sortRows<Row>(table: Table<Row>, rows: readonly Row[]): Row[] {
  const sorted: Placed<Row>[] = []
  for (const next of rows.map(row => placed(table, row)).toSorted(compare)) {
    const last = sorted.at(-1)
    if (last !== undefined && compare(last, next) === 0) last.row = table.merge(last.row, next.row)
    else sorted.push(next)
  }
  return sorted.map(({ row }) => row)
}

/** A row with its place and order, which take time to compute. */
interface Placed<Row> {
  row: Row
  place: string
  order: string
}

interface Head<Row> extends Placed<Row> {
  rows: Iterator<Row>
}

const placed = <Row>(table: Table<Row>, row: Row): Placed<Row> => ({
  row,
  place: table.place(row),
  order: table.order(row),
})

const compare = <Row>(one: Placed<Row>, other: Placed<Row>): number =>
  compareTexts(one.place, other.place) || compareTexts(one.order, other.order)

/** Keeps the smallest row at the end of the list, where it can be taken at once. */
function insert<Row>(heads: Head<Row>[], head: Head<Row>): void {
  let place = heads.length
  while (place > 0 && compare(heads[place - 1] as Head<Row>, head) < 0) place--
  heads.splice(place, 0, head)
}
