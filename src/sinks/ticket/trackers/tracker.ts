import type { OpenTicket, Ticket, Written } from '../content/ticket.ts'

/** A system that keeps tickets. */
export interface Tracker {
  /** `Jira` */
  name: string
  /** Finds open tickets by `Ticket.id`. Null: the system cannot be asked. */
  find: ((ids: readonly string[]) => Promise<Found>) | null
  /** Returns why tickets that people or the program may not see could be made twice. Null: all can be seen. */
  refuses?(): Promise<string | null>
  create(ticket: Ticket): TicketCall
  /** The calls that make an open ticket say what is true now, with a comment for those who watch it. */
  update(open: OpenTicket, ticket: Ticket, comment: string): TicketCall[]
  /** The calls that say that the problems of an open ticket are gone. They do not close it. */
  resolve(open: OpenTicket, written: Written, comment: string): TicketCall[]
  /** What people call the ticket that was made, from the answer to `create`. Null: the answer does not say. */
  nameIn(answer: unknown): string | null
}

/** The open tickets that were found, by `Ticket.id`, or why they could not be read. */
export type Found = { ok: true; open: ReadonlyMap<string, OpenTicket> } | { ok: false; why: string }

/** A request, without what proves who asks. */
export interface TicketCall {
  method: 'GET' | 'POST' | 'PUT' | 'PATCH'
  /** Below the address of the system: `/rest/api/3/issue`. */
  path: string
  body: object | null
  headers?: Readonly<Record<string, string>>
  /** Whether the system can receive it twice without harm. */
  isRepeatable: boolean
}
