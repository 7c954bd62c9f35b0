import { randomUUID } from 'node:crypto'
import { page, pageSize, WireError, type SimulatedCall } from '../../wire/call.ts'
import type { SimAthena, SimExecution } from '../../world/sim-athena.ts'

const invalid = (message: string): WireError => new WireError('InvalidRequestException', message)

/** Athena in the Region of the call. */
function athenaOf({ account, region }: SimulatedCall): SimAthena {
  const athena = account.regions[region]?.athena
  if (athena === undefined) throw invalid('Athena is not set up in this Region')
  return athena
}

/** https://docs.aws.amazon.com/athena/latest/APIReference/API_StartQueryExecution.html */
export function startQueryExecution(call: SimulatedCall): unknown {
  const { input } = call
  const athena = athenaOf(call)
  const sql = String(input['QueryString'])
  const token = String(input['ClientRequestToken'])
  if (Buffer.byteLength(sql) > 262_144) throw invalid('Query string must have length less than or equal to 262144')
  if (token.length < 32 || token.length > 128) throw invalid('ClientRequestToken must have 32 to 128 characters')
  if (athena.workgroups[String(input['WorkGroup'])] === undefined) throw invalid('WorkGroup is not found.')
  for (const [id, execution] of athena.executions) if (execution.token === token) return { QueryExecutionId: id }
  const running = [...athena.executions.values()].filter(isRunning).length
  if (running >= athena.atOnce)
    throw new WireError('TooManyRequestsException', 'You have exceeded the limit for the number of queries you can run')
  const id = randomUUID()
  const query = athena.run(sql, athena.executions.size)
  athena.executions.set(id, { ...query, sql, token, input, looked: 0, isStopped: false })
  return { QueryExecutionId: id }
}

/** https://docs.aws.amazon.com/athena/latest/APIReference/API_GetQueryExecution.html */
export function getQueryExecution(call: SimulatedCall): unknown {
  const execution = executionOf(call)
  const state = stateOf(execution)
  execution.looked++
  const { bytes = 0, fails, isReused = false } = execution
  const why = state === 'FAILED' || state === 'CANCELLED' ? fails?.why : undefined
  return {
    QueryExecution: {
      QueryExecutionId: call.input['QueryExecutionId'],
      Query: execution.sql,
      Status: {
        State: state,
        StateChangeReason: why,
        ...(state === 'FAILED' && {
          AthenaError: { ErrorCategory: 2, Retryable: fails?.isRetryable ?? false, ErrorMessage: why },
        }),
      },
      Statistics: {
        DataScannedInBytes: bytes,
        ...(isReused && { ResultReuseInformation: { ReusedPreviousResult: true } }),
      },
    },
  }
}

/** https://docs.aws.amazon.com/athena/latest/APIReference/API_StopQueryExecution.html */
export function stopQueryExecution(call: SimulatedCall): unknown {
  const execution = executionOf(call)
  if (isRunning(execution)) execution.isStopped = true
  return {}
}

/**
 * The first row of the first page has the names of the columns.
 * https://docs.aws.amazon.com/athena/latest/APIReference/API_GetQueryResults.html
 */
export function getQueryResults(call: SimulatedCall): unknown {
  const execution = executionOf(call)
  if (stateOf(execution) !== 'SUCCEEDED') throw invalid('Query has not yet finished.')
  const { columns = [], rows = [] } = execution
  const size = pageSize(call.input['MaxResults'], 1000, 1000, 'InvalidRequestException')
  const { items, next } = page([columns, ...rows], 'results', call.input['NextToken'], size, invalid('Invalid token'))
  return { ResultSet: { Rows: items.map(toRow) }, ...(next !== undefined && { NextToken: next }) }
}

const toRow = (row: readonly (string | null)[]): unknown => ({
  Data: row.map(value => (value === null ? {} : { VarCharValue: value })),
})

/** https://docs.aws.amazon.com/athena/latest/APIReference/API_GetTableMetadata.html */
export function getTableMetadata(call: SimulatedCall): unknown {
  const { DatabaseName, TableName } = call.input
  const table = athenaOf(call).tables[`${String(DatabaseName)}.${String(TableName)}`]
  if (table === undefined)
    throw new WireError('MetadataException', `EntityNotFoundException: Table ${String(TableName)} not found`)
  return {
    TableMetadata: {
      Name: TableName,
      TableType: 'EXTERNAL_TABLE',
      Columns: toColumns(table.columns),
      PartitionKeys: toColumns(table.partitions),
      Parameters: table.properties,
    },
  }
}

/** https://docs.aws.amazon.com/glue/latest/webapi/API_GetTable.html */
export function getGlueTable(call: SimulatedCall): unknown {
  const { DatabaseName, Name } = call.input
  const table = call.account.regions[call.region]?.athena?.tables[`${String(DatabaseName)}.${String(Name)}`]
  if (table === undefined) throw new WireError('EntityNotFoundException', `Table ${String(Name)} not found.`)
  return {
    Table: {
      Name,
      DatabaseName,
      StorageDescriptor: { Columns: toColumns(table.columns) },
      PartitionKeys: toColumns(table.partitions),
      Parameters: table.properties,
    },
  }
}

const toColumns = (names: readonly string[]): unknown => names.map(Name => ({ Name, Type: 'string' }))

/** Null: Athena has no workgroup of this name. */
export function workgroupOf({ account, region, input }: SimulatedCall): unknown {
  const Name = String(input['WorkGroup'])
  const Configuration = account.regions[region]?.athena?.workgroups[Name]
  return Configuration === undefined ? null : { WorkGroup: { Name, State: 'ENABLED', Configuration } }
}

function executionOf(call: SimulatedCall): SimExecution {
  const execution = athenaOf(call).executions.get(String(call.input['QueryExecutionId']))
  if (execution === undefined) throw invalid(`QueryExecution ${String(call.input['QueryExecutionId'])} was not found`)
  return execution
}

const isRunning = (execution: SimExecution): boolean => stateOf(execution) === 'RUNNING'

function stateOf({ isStopped, looks = 0, looked, fails }: SimExecution): string {
  if (isStopped) return 'CANCELLED'
  if (looked < looks) return 'RUNNING'
  if (fails === undefined) return 'SUCCEEDED'
  return fails.isCancelled === true ? 'CANCELLED' : 'FAILED'
}
