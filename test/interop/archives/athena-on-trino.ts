import { createServer } from 'node:http'
import type { AddressInfo } from 'node:net'
import { json } from 'node:stream/consumers'
import {
  execution,
  Refusal,
  results,
  tableMetadata,
  workGroup,
  type CatalogTable,
  type Query,
} from './athena-answers.ts'
import { uncertainColumn } from './athena-rows.ts'
import { runOnTrino } from './trino-query.ts'

/** A stand-in that speaks the protocol of Athena and lets a Trino answer. */
export interface AthenaOnTrino {
  url: string
  /** The operations that were called, in this order. */
  calls: readonly string[]
  /** Its queries, in this order. */
  queries(): readonly Query[]
  /** From now on, it knows these tables as well. */
  add(...tables: readonly CatalogTable[]): void
  close(): Promise<void>
}

type Input = Readonly<Record<string, unknown>>

/** In bytes. https://docs.aws.amazon.com/athena/latest/APIReference/API_StartQueryExecution.html */
const LONGEST_QUERY = 262_144

/** Starts the stand-in on a free port of this machine. Of these tables it knows the columns. */
export async function startAthena(trino: string, tables: readonly CatalogTable[]): Promise<AthenaOnTrino> {
  const athena = new Athena(trino, tables)
  const server = createServer((request, response) => {
    void (async () => {
      const operation = String(request.headers['x-amz-target']).replace('AmazonAthena.', '')
      const [status, body] = athena.respond(operation, (await json(request)) as Input)
      response.writeHead(status, { 'content-type': 'application/x-amz-json-1.1' }).end(JSON.stringify(body))
    })()
  })
  await new Promise<void>(resolve => server.listen(0, '127.0.0.1', resolve))
  const close = async (): Promise<void> => {
    await athena.stopAll()
    server.closeAllConnections()
    await new Promise(resolve => server.close(resolve))
  }
  const url = `http://127.0.0.1:${(server.address() as AddressInfo).port}`
  const add = (...more: readonly CatalogTable[]): void => void athena.tables.push(...more)
  return { url, calls: athena.calls, queries: () => [...athena.queries.values()], add, close }
}

class Athena {
  readonly calls: string[] = []
  readonly queries = new Map<string, Query>()
  /** Id of the query that was started with a token: the same token again starts nothing. */
  private readonly started = new Map<string, string>()
  /** Queries run one after the other, so that the machine of the tests has enough memory for them. */
  private turn: Promise<unknown> = Promise.resolve()

  private readonly trino: string
  readonly tables: CatalogTable[]

  constructor(trino: string, tables: readonly CatalogTable[]) {
    this.trino = trino
    this.tables = [...tables]
  }

  respond(operation: string, input: Input): [status: number, body: unknown] {
    this.calls.push(operation)
    try {
      return [200, this.answer(operation, input)]
    } catch (error) {
      if (!(error instanceof Refusal)) return [500, { __type: 'InternalServerException', message: String(error) }]
      return [400, { __type: error.name === 'Error' ? 'InvalidRequestException' : error.name, message: error.message }]
    }
  }

  async stopAll(): Promise<void> {
    for (const query of this.queries.values()) query.cancel.abort()
    await this.turn
  }

  private answer(operation: string, input: Input): unknown {
    if (operation === 'StartQueryExecution') return { QueryExecutionId: this.start(input) }
    if (operation === 'GetWorkGroup') return workGroup(text(input, 'WorkGroup'))
    if (operation === 'GetTableMetadata') return this.metadata(text(input, 'DatabaseName'), text(input, 'TableName'))
    const query = this.queries.get(text(input, 'QueryExecutionId'))
    if (query === undefined) throw new Refusal(`QueryExecution ${text(input, 'QueryExecutionId')} was not found`)
    if (operation === 'GetQueryExecution') return execution(query)
    if (operation === 'GetQueryResults') return results(query, input['MaxResults'], input['NextToken'])
    if (operation !== 'StopQueryExecution') throw new Refusal(`${operation} is unknown here`)
    query.cancel.abort()
    return {}
  }

  private metadata(database: string, name: string): unknown {
    const table = this.tables.find(each => each.database === database && each.table === name)
    if (table !== undefined) return tableMetadata(table)
    const refusal = new Refusal(`EntityNotFoundException: Entity Not Found (Table ${name})`)
    refusal.name = 'MetadataException'
    throw refusal
  }

  private start(input: Input): string {
    const sql = text(input, 'QueryString')
    if (Buffer.byteLength(sql) > LONGEST_QUERY) throw new Refusal('QueryString is too long')
    const token = text(input, 'ClientRequestToken')
    const known = this.started.get(token)
    if (known !== undefined) return known
    const id = crypto.randomUUID()
    this.started.set(token, id)
    const { Database: database = 'default' } = (input['QueryExecutionContext'] ?? {}) as { Database?: string }
    const query: Query = {
      id,
      sql,
      database,
      workGroup: typeof input['WorkGroup'] === 'string' ? input['WorkGroup'] : 'primary',
      submitted: Date.now(),
      state: 'QUEUED',
      result: null,
      failure: null,
      cancel: new AbortController(),
    }
    this.queries.set(id, query)
    this.turn = this.turn.then(() => this.run(query))
    return id
  }

  private async run(query: Query): Promise<void> {
    const { signal } = query.cancel
    if (!signal.aborted) {
      query.state = 'RUNNING'
      try {
        query.result = await runOnTrino(this.trino, query.sql, query.database, signal)
        query.failure = query.result.error ?? uncertainColumn(query.result)
      } catch (error) {
        query.failure = { errorName: 'GENERIC_INTERNAL_ERROR', message: String(error) }
      }
    }
    query.state = signal.aborted ? 'CANCELLED' : query.failure === null ? 'SUCCEEDED' : 'FAILED'
  }
}

function text(input: Input, name: string): string {
  const value = input[name]
  if (typeof value !== 'string' || value === '') throw new Refusal(`${name} is missing`)
  return value
}
