import { ticketsFor } from '../../src/sinks/ticket/content/tickets.ts'
import { plainTicket } from '../../src/sinks/ticket/trackers/text.ts'
import { wholeSampleReport } from './whole-sample-report.ts'

/** The ticket about the unused keys of the sample account. */
export async function ticketScreen(): Promise<string> {
  const tickets = ticketsFor(await wholeSampleReport(), 'check', { minSeverity: null, regions: null })
  const ticket = tickets.find(({ category }) => category === 'cost')
  return ticket === undefined ? '' : `${ticket.title}\n\n${plainTicket(ticket.parts)}\n`
}
