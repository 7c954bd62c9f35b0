import type { TrinoError, TrinoRows } from './trino-query.ts'

/** A row of GetQueryResults. NULL is a value without text. */
interface AthenaRow {
  Data: { VarCharValue?: string }[]
}

/** Types whose text is the same in Athena and in JSON. How Athena writes arrays, rows and times is not relied upon. */
const PLAIN = /^(varchar(\(\d+\))?|char\(\d+\)|boolean|tinyint|smallint|integer|bigint|decimal\(.*\)|unknown)$/

/** A fault for a query whose values Athena may write in another way than this stand-in would. */
export function uncertainColumn({ columns }: TrinoRows): TrinoError | null {
  const column = columns.find(({ type }) => !PLAIN.test(type))
  if (column === undefined) return null
  return {
    errorName: 'NOT_SUPPORTED',
    message: `how Athena writes ${column.name} of type ${column.type} is not certain`,
  }
}

/**
 * The columns, and the rows after the row with their names.
 * https://docs.aws.amazon.com/athena/latest/APIReference/API_GetQueryResults.html
 */
export function asAthenaRows({
  columns,
  rows,
}: TrinoRows): [columns: { Name: string; Type: string }[], rows: AthenaRow[]] {
  const header = { Data: columns.map(({ name }) => ({ VarCharValue: name })) }
  const texts = rows.map(row => ({ Data: row.map(value => (value === null ? {} : { VarCharValue: String(value) })) }))
  return [columns.map(({ name, type }) => ({ Name: name, Type: type.replace(/\(.*/, '') })), [header, ...texts]]
}
