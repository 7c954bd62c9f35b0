import { toSafeJson } from '../../lib/text/safe-json.ts'
import { joinWithAnd } from '../../lib/text/lists.ts'
import { countNoun } from '../../lib/text/numbers.ts'
import type { NetworkDelivery, Plan } from '../sink.ts'
import { quietSubjects, readRegions } from './content/quiet-subjects.ts'
import { ticketsFor } from './content/tickets.ts'
import { type Decision, decide, decideQuiet } from './decide.ts'
import { callsOf, sendDecisions } from './send-decisions.ts'
import type { TicketOptions } from './ticket.ts'
import { ticketTarget } from './target.ts'
import { connectionTo } from './trackers/connection.ts'
import { trackerFor } from './tracker-for.ts'
import type { Found, Tracker } from './trackers/tracker.ts'

/** Finds out which tickets are open, and decides what to make and to change. */
export async function planTickets(delivery: NetworkDelivery<TicketOptions>): Promise<Plan> {
  const { settings, http } = delivery
  const target = ticketTarget(settings)
  const connection = connectionTo(target.url, target.credentials, http)
  const tracker = trackerFor(target, connection)
  const { decisions, notes, errors } = await decisionsFor(delivery, tracker)
  const where = `${target.name} ${target.url.host}`
  const cap = capped(decisions, settings.maxTickets)
  const shown = cap.left.filter(({ kind }) => kind !== 'keep')
  return {
    summary: shown.length === 0 ? null : `${where}: ${summaryText(cap.left)}.`,
    question: `Send ${countNoun(shown.length, 'ticket')} to ${target.url.host}?`,
    notes: [...notes, ...capNote(cap.dropped, settings.maxTickets)],
    errors: errors.map(line => `${where}: ${line}`),
    calls: () => callsOf(shown, tracker).map(call => `${toSafeJson(call)}\n`),
    send: onError => sendDecisions(shown, tracker, { connection, where, onError }),
  }
}

interface Decided {
  decisions: Decision[]
  notes: string[]
  errors: string[]
}

async function decisionsFor(delivery: NetworkDelivery<TicketOptions>, tracker: Tracker): Promise<Decided> {
  const { report, settings, minSeverity, regions } = delivery
  const restriction = { minSeverity, regions }
  const tickets = ticketsFor(report, settings.ticketPer, restriction)
  if (tracker.find === null)
    return {
      decisions: tickets.map(ticket => ({ kind: 'create', ticket })),
      notes: tickets.length === 0 ? [] : [NO_LOOK_UP],
      errors: [],
    }
  const quiet = settings.ticketPer === 'check' ? quietSubjects(report, restriction) : []
  const found = await tracker.find([...tickets, ...quiet].map(({ id }) => id))
  if (!found.ok) return { decisions: [], notes: [], errors: [notRead(found.why)] }
  const read = readRegions(report, restriction)
  const decisions = [
    ...tickets.map(ticket => decide(ticket, found.open.get(ticket.id), read.get(ticket.account) ?? [])),
    ...quietDecisions(quiet, found),
  ]
  if (!decisions.some(({ kind }) => kind === 'create')) return { decisions, notes: [], errors: [] }
  const refusal = (await tracker.refuses?.()) ?? null
  if (refusal === null) return { decisions, notes: [], errors: [] }
  return { decisions: decisions.filter(({ kind }) => kind !== 'create'), notes: [], errors: [notCreated(refusal)] }
}

const quietDecisions = (quiet: ReturnType<typeof quietSubjects>, { open }: Found & { ok: true }): Decision[] =>
  quiet.flatMap(subject => {
    const ticket = open.get(subject.id)
    return ticket === undefined ? [] : [decideQuiet(subject, ticket)]
  })

const NO_LOOK_UP =
  'The server cannot be asked for open tickets: each run sends all of them, with an Idempotency-Key that stays the same until something changes.'

const notRead = (why: string): string =>
  `The open tickets could not be read, so nothing is sent, because it could be sent twice: ${why}.`

const notCreated = (why: string): string => `No ticket is made, because each run could make it again: ${why}.`

/** Keeps the most severe new tickets. */
function capped(decisions: readonly Decision[], most: number): { left: Decision[]; dropped: number } {
  let created = 0
  const left = decisions.filter(({ kind }) => kind !== 'create' || ++created <= most)
  return { left, dropped: decisions.length - left.length }
}

const capNote = (dropped: number, most: number): string[] =>
  dropped === 0
    ? []
    : [
        `${countNoun(dropped, 'less severe ticket')} would be new, but --max-tickets allows ${most} new tickets in a run. ` +
          'Use --ticket-per account for fewer.',
      ]

function summaryText(decisions: readonly Decision[]): string {
  const count = (kind: Decision['kind']): number => decisions.filter(one => one.kind === kind).length
  const parts = [
    [count('create'), 'to create'],
    [count('update'), 'to update'],
    [count('resolve'), 'whose problems are gone'],
    [count('keep'), 'unchanged'],
  ] as const
  const texts = parts.filter(([number]) => number > 0).map(([number, what]) => `${countNoun(number, 'ticket')} ${what}`)
  return joinWithAnd(texts)
}
