import type { QuietSubject } from './content/quiet-subjects.ts'
import { type OpenTicket, RESOLVED, type Ticket, type Written } from './content/ticket.ts'

/** What to do about one subject. */
export type Decision =
  | { kind: 'create'; ticket: Ticket }
  | { kind: 'update'; open: OpenTicket; ticket: Ticket; wasResolved: boolean }
  | { kind: 'resolve'; open: OpenTicket; written: Written }
  | { kind: 'keep' }

/** Decides about a subject with problems. `open`: its ticket, if there is one. Pure. */
export function decide(ticket: Ticket, open: OpenTicket | undefined, read: readonly string[]): Decision {
  if (open === undefined) return { kind: 'create', ticket }
  const state = open.written?.state
  if (state === ticket.state) return { kind: 'keep' }
  // What was not read this time can still be so.
  const unread = (open.written?.regions ?? []).filter(region => !read.includes(region))
  const regions = state === RESOLVED ? ticket.regions : [...new Set([...ticket.regions, ...unread])].toSorted()
  return { kind: 'update', open, ticket: { ...ticket, regions }, wasResolved: state === RESOLVED }
}

/** Decides about a subject without problems that has an open ticket. Pure. */
export function decideQuiet({ regions: read }: QuietSubject, open: OpenTicket): Decision {
  const { written } = open
  const isCovered = written?.regions?.every(region => read.includes(region)) ?? false
  if (written === null || written.state === RESOLVED || !isCovered) return { kind: 'keep' }
  return { kind: 'resolve', open, written: { state: RESOLVED, regions: written.regions } }
}
