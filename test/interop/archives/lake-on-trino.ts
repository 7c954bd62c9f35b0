import { createServer } from 'node:http'
import type { AddressInfo } from 'node:net'
import { json } from 'node:stream/consumers'
import { mustRun, runOnTrino, type TrinoRows } from './trino-query.ts'
import type { TrailTable } from './trail-table.ts'

/** A stand-in that speaks the protocol of CloudTrail Lake and lets a Trino answer. */
export interface LakeOnTrino {
  url: string
  close(): Promise<void>
}

/** The event data store that it has. */
export const STORE = '0233062b-51c6-4d18-8dec-f8c90da840d9'

const VIEW = 'audit.event_data_store'

/** Makes an event data store with the records of another table: only the columns that a query uses. */
export const createEventDataStore = (url: string, { database, table }: TrailTable): Promise<void> =>
  mustRun(
    url,
    `CREATE VIEW ${VIEW} AS SELECT recipientaccountid, awsregion,
      CAST(from_iso8601_timestamp(eventtime) AS timestamp(3)) AS eventtime,
      eventsource, eventname, eventid, errorcode, sharedeventid, useridentity, resources,
      MAP(ARRAY['reason', 'originalEventID'], ARRAY[addendum.reason, addendum.originaleventid]) AS addendum,
      transform_values(CAST(json_parse(requestparameters) AS map(varchar, json)),
        (name, value) -> coalesce(json_extract_scalar(value, '$'), json_format(value))) AS requestparameters
    FROM ${database}.${table} WHERE acct IN ('111122223333', '444455556666')`,
  )

type Input = Readonly<Record<string, unknown>>

/** Starts the stand-in on a free port of this machine. */
export async function startLake(trino: string): Promise<LakeOnTrino> {
  const results = new Map<string, TrinoRows | null>()
  const answer = (operation: string, input: Input): unknown => {
    if (operation === 'GetEventDataStore') return storeOf(String(input['EventDataStore']))
    if (operation === 'StartQuery') {
      const id = crypto.randomUUID()
      results.set(id, null)
      void runOnTrino(trino, inTrino(String(input['QueryStatement']))).then(rows => results.set(id, rows))
      return { QueryId: id }
    }
    const id = String(input['QueryId'])
    const rows = results.get(id) ?? null
    if (operation === 'DescribeQuery') return described(id, rows)
    if (operation !== 'GetQueryResults' || rows === null) throw new Refusal('InvalidQueryStatusException', operation)
    return page(rows, Number(input['NextToken'] ?? 0), Number(input['MaxQueryResults'] ?? 1000))
  }
  const server = createServer((request, response) => {
    void (async () => {
      const operation = String(request.headers['x-amz-target']).split('.').at(-1) ?? ''
      const input = (await json(request)) as Input
      let [status, body]: [number, unknown] = [200, {}]
      try {
        body = answer(operation, input)
      } catch (error) {
        const { name, message } = error as Error
        ;[status, body] = [400, { __type: name, message }]
      }
      response.writeHead(status, { 'content-type': 'application/x-amz-json-1.1' }).end(JSON.stringify(body))
    })()
  })
  await new Promise<void>(resolve => server.listen(0, '127.0.0.1', resolve))
  const close = async (): Promise<void> => {
    server.closeAllConnections()
    await new Promise(resolve => server.close(resolve))
  }
  return { url: `http://127.0.0.1:${(server.address() as AddressInfo).port}`, close }
}

class Refusal extends Error {
  constructor(name: string, message: string) {
    super(message)
    this.name = name
  }
}

function storeOf(id: string): unknown {
  if (id !== STORE) throw new Refusal('EventDataStoreNotFoundException', `Event data store ${id} not found`)
  return { Name: 'events', Status: 'ENABLED', RetentionPeriod: 2557 }
}

/** At most 10,000 characters, and only SELECT. An id is the name of a table without quotes. */
function inTrino(sql: string): string {
  if (sql.length > 10_000) throw new Refusal('InvalidQueryStatementException', 'QueryStatement is too long')
  if (!sql.includes(`FROM ${STORE}`)) throw new Refusal('EventDataStoreNotFoundException', 'FROM has no known id')
  return sql.replaceAll(`FROM ${STORE}`, `FROM ${VIEW}`)
}

const described = (id: string, rows: TrinoRows | null): unknown => ({
  QueryId: id,
  QueryStatus: rows === null ? 'RUNNING' : rows.error === null ? 'FINISHED' : 'FAILED',
  QueryStatistics: { BytesScanned: rows?.scanned ?? 0 },
  ...(rows?.error != null && { ErrorMessage: `${rows.error.errorName}: ${rows.error.message}` }),
})

/** Each row is a list of objects with one column. */
const page = ({ columns, rows }: TrinoRows, from: number, size: number): unknown => ({
  QueryStatus: 'FINISHED',
  QueryResultRows: rows
    .slice(from, from + size)
    .map(row => columns.map(({ name }, at) => ({ [name]: row[at] === null ? '' : String(row[at]) }))),
  ...(rows.length > from + size && { NextToken: String(from + size) }),
})
