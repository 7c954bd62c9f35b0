import { asAthenaRows } from './athena-rows.ts'
import type { TrinoError, TrinoRows } from './trino-query.ts'

/** An error that Athena documents for the operation. */
export class Refusal extends Error {}

/** A table as the catalog of Athena describes it. */
export interface CatalogTable {
  database: string
  table: string
  columns: readonly string[]
  partitions: readonly string[]
  parameters: Readonly<Record<string, string>>
}

/** A query that the stand-in was given. */
export interface Query {
  id: string
  sql: string
  database: string
  workGroup: string
  submitted: number
  state: 'QUEUED' | 'RUNNING' | 'SUCCEEDED' | 'FAILED' | 'CANCELLED'
  result: TrinoRows | null
  failure: TrinoError | null
  cancel: AbortController
}

/** The answer to GetWorkGroup: one that needs no place for results. */
export const workGroup = (name: string): unknown => ({
  WorkGroup: {
    Name: name,
    State: 'ENABLED',
    Configuration: { EnforceWorkGroupConfiguration: true, ManagedQueryResultsConfiguration: { Enabled: true } },
  },
})

/** The answer to GetTableMetadata. */
export const tableMetadata = ({ table, columns, partitions, parameters }: CatalogTable): unknown => ({
  TableMetadata: {
    Name: table,
    TableType: 'EXTERNAL_TABLE',
    Columns: columns.map(name => ({ Name: name, Type: 'string' })),
    PartitionKeys: partitions.map(name => ({ Name: name, Type: 'string' })),
    Parameters: parameters,
  },
})

/** The answer to GetQueryExecution. */
export function execution(query: Query): unknown {
  const { state, failure } = query
  const reason = state !== 'FAILED' || failure === null ? undefined : `${failure.errorName}: ${failure.message}`
  return {
    QueryExecution: {
      QueryExecutionId: query.id,
      Query: query.sql,
      StatementType: 'DML',
      WorkGroup: query.workGroup,
      QueryExecutionContext: { Database: query.database },
      Status: {
        State: state,
        SubmissionDateTime: query.submitted / 1000,
        ...(reason !== undefined && {
          StateChangeReason: reason,
          AthenaError: { ErrorCategory: 2, ErrorType: 1301, Retryable: false, ErrorMessage: reason },
        }),
      },
      Statistics: { DataScannedInBytes: query.result?.scanned ?? 0 },
    },
  }
}

/** The answer to GetQueryResults: at most a thousand rows, of which the first is a header on the first page. */
export function results(query: Query, maxResults: unknown, nextToken: unknown): unknown {
  if (query.state !== 'SUCCEEDED' || query.result === null) {
    throw new Refusal(`Query has not yet finished. Current state: ${query.state}`)
  }
  const [columns, rows] = asAthenaRows(query.result)
  const size = Math.min(Number(maxResults ?? 1000), 1000)
  const from = Number(nextToken ?? 0)
  return {
    ResultSet: { Rows: rows.slice(from, from + size), ResultSetMetadata: { ColumnInfo: columns } },
    ...(rows.length > from + size && { NextToken: String(from + size) }),
  }
}
