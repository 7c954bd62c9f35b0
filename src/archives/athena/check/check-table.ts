import { getTable, isMissing } from '../../../aws/athena/get-table.ts'
import type { PlaceClient } from '../../../aws/session/place-client.ts'
import { AuditError } from '../../../lib/process/exit.ts'
import type { AthenaTable } from '../../../model/options/athena-table.ts'
import { ddlCommand } from '../ddl/ddl-command.ts'
import type { TableColumns } from '../query/table-kind.ts'
import { missingColumns, tableShape, type TableShape, unknownShape } from './table-shape.ts'

/** Failures after which a query may still succeed. */
const MAY_WORK: ReadonlySet<string> = new Set(['denied', 'unsupported', 'malformed'])

/**
 * Reads which columns and partitions the table has. If that is not permitted, queries show whether the table can answer,
 * and a gap says so.
 *
 * @param digests the table to read, if it is not that of the log files
 * @throws AuditError if there is no such table, or it cannot answer
 */
export async function checkTable(
  client: PlaceClient,
  options: AthenaTable,
  kind: TableColumns,
  digests: AthenaTable['digests'] = null,
): Promise<TableShape> {
  const { database, table } = digests ?? options
  const hint = kind.hint(ddlCommand(options))
  const name = `${database}.${table}`
  const { region } = client.place
  const found = await getTable(client, database, table)
  if (!found.known) {
    const isAbsent = isMissing(found)
    if (!isAbsent && MAY_WORK.has(found.reason)) {
      client.note(found, 'athena:GetTableMetadata')
      return unknownShape(found.why)
    }
    throw new AuditError(
      isAbsent ? 'usage' : 'failed',
      isAbsent
        ? `Table ${name} does not exist in ${region}.`
        : `Cannot read the table ${name} in ${region}: ${found.why}`,
      { hint: isAbsent ? `${hint}${digests === null ? otherRegion(options, name) : ''}` : 'Try again later.' },
    )
  }
  const missing = missingColumns(found.value, kind)
  if (missing.length > 0) throw new AuditError('usage', `The table ${name} lacks ${listed(missing)}.`, { hint })
  const format = found.value.properties['projection.day.format'] ?? DAY_FORMAT
  if (format !== DAY_FORMAT)
    throw new AuditError('usage', `The table ${name} has days of the form ${format}, not ${DAY_FORMAT}.`, {
      hint,
    })
  return tableShape(found.value, kind, client.now)
}

/** A table over digest files lies in the Region of the other one. */
const otherRegion = ({ isSecurityLake }: AthenaTable, name: string): string =>
  ` Or name another Region: ${isSecurityLake ? '--security-lake' : '--athena'} ${name}@REGION.`

const DAY_FORMAT = 'yyyy/MM/dd'

/** `the columns a, b` */
export const listed = (names: readonly string[]): string =>
  `${names.length === 1 ? 'the column' : 'the columns'} ${names.join(', ')}`
