import { answered, fields, list, Malformed, text, word } from '../../../aws/answers/shape.ts'
import { batches } from '../../../lib/batches.ts'
import { isObject } from '../../../lib/json.ts'
import type { Severity } from '../../../model/finding.ts'
import type { OpenTicket, Ticket } from '../content/ticket.ts'
import type { Connection } from './connection.ts'
import { cutText, plainTicket } from './text.ts'
import type { Found, TicketCall, Tracker } from './tracker.ts'
import { writtenIn, writtenText } from './written.ts'

/** Where new records are made. */
export interface ServiceNowSettings {
  /** A table that extends Task: `incident` */
  table: string
  /** The `sys_id` of the group. Null: ServiceNow decides. */
  group: string | null
}

/** Characters of `short_description` and `description`. */
const LONGEST_TITLE = 160
const LONGEST_TEXT = 4000
const IDS_AT_ONCE = 50
/** Records of one answer. There is one for each ID, and as many more as people copied. */
const MOST_RECORDS = 1000

/**
 * Keeps tickets in a table of ServiceNow. `correlation_id` finds them again.
 * https://www.servicenow.com/docs/r/api-reference/rest-apis/c_TableAPI.html
 */
export const serviceNow = (connection: Connection, { table, group }: ServiceNowSettings): Tracker => {
  const path = `/api/now/table/${table}`
  const patch = ({ key }: OpenTicket, body: object): TicketCall[] => [
    // Each comment is one more entry, so it is not sent twice.
    { method: 'PATCH', path: `${path}/${key}?sysparm_fields=sys_id`, body, isRepeatable: false },
  ]
  return {
    name: 'ServiceNow',
    find: ids => findRecords(connection, path, ids),
    create: ticket => ({
      method: 'POST',
      path: `${path}?sysparm_fields=sys_id,number`,
      body: {
        ...recordText(ticket),
        ...PRIORITIES[ticket.severity],
        correlation_id: ticket.id,
        ...(group === null ? {} : { assignment_group: group }),
      },
      isRepeatable: false,
    }),
    update: (open, ticket, comment) => patch(open, { ...recordText(ticket), work_notes: comment }),
    resolve: (open, written, comment) =>
      patch(open, { correlation_display: writtenText(written), work_notes: comment }),
    nameIn: answer =>
      isObject(answer) && isObject(answer['result']) && typeof answer['result']['number'] === 'string'
        ? answer['result']['number']
        : null,
  }
}

/** ServiceNow derives the priority from both: 1 is high. */
const PRIORITIES: Readonly<Record<Severity, { impact: string; urgency: string }>> = {
  critical: { impact: '1', urgency: '1' },
  high: { impact: '2', urgency: '1' },
  medium: { impact: '2', urgency: '2' },
  low: { impact: '3', urgency: '3' },
  info: { impact: '3', urgency: '3' },
}

const recordText = (ticket: Ticket): object => ({
  short_description: cutText(ticket.title, LONGEST_TITLE),
  description: cutText(plainTicket(ticket.parts), LONGEST_TEXT),
  correlation_display: writtenText(ticket),
})

interface ServiceNowRecord extends OpenTicket {
  id: string
}

async function findRecords(connection: Connection, path: string, ids: readonly string[]): Promise<Found> {
  const open = new Map<string, OpenTicket>()
  for (const some of batches(ids, IDS_AT_ONCE)) {
    const query = new URLSearchParams({
      sysparm_query: `correlation_idIN${some.join(',')}^active=true^ORDERBYsys_created_on`,
      sysparm_fields: 'sys_id,number,correlation_id,correlation_display',
      sysparm_limit: String(MOST_RECORDS),
    })
    const call = { method: 'GET', path: `${path}?${query}`, body: null, isRepeatable: true } as const
    const asked = await connection.ask(call, answer => readRecords(answer, some))
    if (!asked.ok) return asked
    for (const one of asked.value) if (isBetter(one, open.get(one.id))) open.set(one.id, one)
  }
  return { ok: true, open }
}

/** People copy records. The one that kms-audit wrote counts, or the oldest. */
const isBetter = (one: OpenTicket, known: OpenTicket | undefined): boolean =>
  known === undefined || (known.written === null && one.written !== null)

/** A table without these fields answers with all of its records, because ServiceNow ignores what it does not know. */
function readRecords(answer: unknown, ids: readonly string[]): ServiceNowRecord[] {
  const records = list(readRecord)(answered(answer)['result'], 'result')
  if (records.length >= MOST_RECORDS) throw new Malformed(`there are ${MOST_RECORDS} records or more`)
  if (records.every(({ id }) => ids.includes(id))) return records
  throw new Malformed('it has records of others: the table does not extend Task')
}

function readRecord(value: unknown, name: string): ServiceNowRecord {
  const record = fields(value, name)
  const key = word(record['sys_id'], `${name}.sys_id`)
  if (!/^[0-9a-f]{32}$/.test(key)) throw new Malformed(`${name}.sys_id is not a sys_id`)
  return {
    id: text(record['correlation_id'] ?? '', `${name}.correlation_id`),
    key,
    name: word(record['number'], `${name}.number`),
    written: writtenIn(text(record['correlation_display'] ?? '', `${name}.correlation_display`)),
  }
}
