import type { Instant } from '../../../model/time.ts'
import { isoTime, SECOND } from '../../../model/time.ts'

/** A text in SQL. Trino and Athena know no other escape than the doubled quote. */
export const sqlText = (value: string): string => `'${value.replaceAll("'", "''")}'`

/** Texts in SQL, as a list for IN. */
export const sqlTexts = (values: Iterable<string>): string => [...values].map(sqlText).join(', ')

/** The name of a database, table or column in a query. */
export const sqlName = (name: string): string => `"${name.replaceAll('"', '""')}"`

/** A time as CloudTrail writes it: whole seconds. A time between two seconds is the later one. */
export const sqlTime = (at: Instant): string => sqlText(isoTime(Math.ceil(at / SECOND) * SECOND))

/** A day as the partitions name it: `2026/01/31`. */
export const partitionDay = (at: Instant): string => new Date(at).toISOString().slice(0, 10).replaceAll('-', '/')
