import type { Json } from '../../lib/json.ts'

/**
 * One kind of rows in the segments of an index. Rows are sorted by place, then by order, and are merged if both are
 * equal. Merging does not depend on the order of the rows, so neither does what an index says.
 */
export interface Table<Row> {
  /** Part of the file names: `facts`. */
  name: TableName
  /** `111122223333/us-east-1`. Empty: the row belongs to no place. */
  place(row: Row): string
  order(row: Row): string
  merge(one: Row, other: Row): Row
  /** The row as a line of JSON. */
  write(row: Row): Json
  /** Throws if a line is not what `write` makes. */
  read(line: Json): Row
}

export type TableName = 'facts' | 'keys' | 'files'

/** The time as people read it: without milliseconds that are zero. */
export const timeText = (at: number): string => new Date(at).toISOString().replace('.000Z', 'Z')

/** Reads a time of `timeText`. */
export function timeOf(text: unknown): number {
  const at = typeof text === 'string' ? Date.parse(text) : Number.NaN
  if (Number.isNaN(at)) throw new TypeError('a time is not valid')
  return at
}
