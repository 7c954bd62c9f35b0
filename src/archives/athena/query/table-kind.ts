import type { ArchiveQuestion } from '../../../model/archive/archive-question.ts'
import type { Instant } from '../../../model/time.ts'
import type { Chunk } from './chunk.ts'

export interface TableName {
  database: string
  table: string
}

/** What one kind of table must have. */
export interface TableColumns {
  /** The columns that the query cannot do without, in lower case. */
  required: readonly string[]
  /** The columns that the query uses if the table has them. */
  optional: readonly string[]
  /** The partition columns, which decide how much a query reads. */
  partitions: readonly string[]
  /**
   * The next step if the table lacks some of them.
   *
   * @param ddl the command that prints the statement of a table over log files
   */
  hint(ddl: string): string
}

/** The columns of one kind of table with records of CloudTrail, and how a query reads them. */
export interface TableKind extends TableColumns {
  /** No table of this kind has earlier records. */
  earliest: Instant
  /** Keys that a query names at most. With more, it returns all keys. */
  mostKeys: number
  /** Characters that a query has at most. If it would be longer with the names of keys, it returns all keys. */
  mostCharacters: number
  /** Why its silence about a key does not yet mean that the key was not used. */
  silence: string
  /**
   * Returns a SELECT with one row for each record of the chunk that may matter: acct, region, eventtime (as CloudTrail
   * writes it), eventsource, eventname, eventid, errorcode (null: the call succeeded), identity (equal for records of the
   * same event), principal, service, dry_run (`true`, `false` or null), parameters and response (of calls that change a
   * trail, as JSON), and keys (the ARNs of the keys, each once; null: none). Where digest files are read as well, it has
   * all records, and the columns of `proofColumns` besides.
   */
  recordsSql(chunk: Chunk, shape: QueryShape): string
}

/** What the SQL depends on, besides the chunk. */
export interface QueryShape extends TableName {
  kind: TableKind
  /** Which optional columns the table has. */
  columns: ReadonlySet<string>
  /** The table over the digest files. Null: they are not read. */
  digests: TableName | null
  detail: ArchiveQuestion['detail']
  /** ARNs of the keys to return, at least one. Left out: all keys. */
  keys?: readonly string[]
}
