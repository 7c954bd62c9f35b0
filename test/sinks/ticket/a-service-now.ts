import { aDestination, type Destination, type Reaction, type Received } from '../a-destination.ts'

/** A record as this ServiceNow keeps it. */
export type Incident = Record<string, string> & { sys_id: string; number: string }

/** A ServiceNow on this machine, with what it keeps. */
export interface AServiceNow extends Destination {
  incidents: Incident[]
  notes: string[]
  /** Answers a request in its place, if it returns something. */
  react: (request: Received) => Reaction | undefined
  /** Ignores every query, as a table without the fields does. */
  ignoresQuery: boolean
}

const json = (status: number, body: unknown): Reaction => ({ status, body: JSON.stringify(body) })
const TABLE = '/api/now/table/incident'
/** The longest text of each field. */
const LENGTHS: Readonly<Record<string, number>> = {
  short_description: 160,
  description: 4000,
  correlation_id: 100,
  correlation_display: 100,
  impact: 1,
  urgency: 1,
  assignment_group: 32,
  work_notes: 4000,
}

/** It answers as the Table API does, and refuses fields that it would silently drop or cut. */
export async function aServiceNow(): Promise<AServiceNow> {
  const own = { incidents: [], notes: [], react: () => undefined, ignoresQuery: false }
  const destination = await aDestination(request => now.react(request) ?? answer(now, request))
  const now: AServiceNow = Object.assign(destination, own)
  return now
}

function answer(now: AServiceNow, { method, path, headers, body: text }: Received): Reaction {
  if (headers.authorization === undefined) return json(401, { error: { message: 'User Not Authenticated' } })
  const url = new URL(path, 'http://localhost')
  const body = (text === '' ? {} : JSON.parse(text)) as Record<string, string>
  const wrong = Object.entries(body).find(([name, value]) => value.length > (LENGTHS[name] ?? 0))
  if (wrong !== undefined) return json(400, { error: { message: `Invalid field ${wrong[0]}` } })
  if (method === 'GET' && url.pathname === TABLE) return find(now, url.searchParams)
  if (method === 'POST' && url.pathname === TABLE) return create(now, body)
  const record = now.incidents.find(({ sys_id }) => url.pathname === `${TABLE}/${sys_id}`)
  if (method !== 'PATCH' || record === undefined) return json(404, { error: { message: 'No Record found' } })
  const { work_notes: note, ...fields } = body
  if (note !== undefined) now.notes.push(`${record.number}: ${note}`)
  return json(200, { result: Object.assign(record, fields) })
}

const QUERY = /^correlation_idIN([^^]+)\^active=true\^ORDERBYsys_created_on$/

function find({ incidents, ignoresQuery }: AServiceNow, search: URLSearchParams): Reaction {
  const [, ids] = QUERY.exec(search.get('sysparm_query') ?? '') ?? []
  const wanted = ids?.split(',') ?? []
  const found = incidents.filter(
    one => ignoresQuery || (one['active'] === 'true' && wanted.includes(one['correlation_id'] ?? '')),
  )
  const names = search.get('sysparm_fields')?.split(',') ?? []
  return json(200, { result: found.map(one => Object.fromEntries(names.map(name => [name, one[name] ?? '']))) })
}

function create({ incidents }: AServiceNow, fields: Record<string, string>): Reaction {
  if (fields['short_description'] === undefined) return json(403, { error: { message: 'Data Policy Exception' } })
  const number = `INC${String(incidents.length + 1).padStart(7, '0')}`
  const sys_id = String(incidents.length + 1).padStart(32, '0')
  incidents.push({ ...fields, active: 'true', sys_id, number })
  return json(201, { result: { sys_id, number } })
}
