import { tryParseJson } from '../../lib/json.ts'
import type { HttpAnswer } from '../../lib/network/http/request.ts'
import { countNoun } from '../../lib/text/numbers.ts'
import { safeText } from '../../lib/text/safe-text.ts'
import type { Sent } from '../sink.ts'
import type { Decision } from './decide.ts'
import type { Connection } from './trackers/connection.ts'
import type { TicketCall, Tracker } from './trackers/tracker.ts'

export interface Sending {
  connection: Connection
  /** `Jira example.atlassian.net` */
  where: string
  onError(line: string): void
}

/** Returns the requests of all decisions, for people. */
export const callsOf = (decisions: readonly Decision[], tracker: Tracker): object[] =>
  decisions
    .flatMap(decision => callsFor(decision, tracker))
    .map(({ method, path, headers = {}, body }) => ({ method, path, headers, body }))

/**
 * Sends one decision after the other. Stops when the system does not answer or refuses the credentials, because it would
 * do so for the others too.
 */
export async function sendDecisions(decisions: readonly Decision[], tracker: Tracker, sending: Sending): Promise<Sent> {
  const { where, onError } = sending
  const lines: string[] = []
  for (const [index, decision] of decisions.entries()) {
    const result = await sendOne(decision, tracker, sending.connection)
    if (result.ok) {
      lines.push(`${where}: ${result.line}`)
      continue
    }
    onError(`${where}: ${result.line}`)
    const others = decisions.length - index - 1
    if (!result.isLasting || others === 0) continue
    onError(`${where}: ${countNoun(others, 'more ticket')} not sent.`)
    break
  }
  return { lines, accepted: lines.length, failed: decisions.length - lines.length }
}

/** `isLasting`: the next call would fail too. */
type Result = { ok: true; line: string } | { ok: false; line: string; isLasting: boolean }

async function sendOne(decision: Decision, tracker: Tracker, connection: Connection): Promise<Result> {
  let last: unknown
  for (const call of callsFor(decision, tracker)) {
    const answer = await connection.send(call)
    if (!answer.ok) return failed(decision, call, answer)
    last = tryParseJson(answer.body)
  }
  return { ok: true, line: doneText(decision, tracker.nameIn(last)) }
}

function callsFor(decision: Decision, tracker: Tracker): TicketCall[] {
  switch (decision.kind) {
    case 'create':
      return [tracker.create(decision.ticket)]
    case 'update':
      return tracker.update(decision.open, decision.ticket, decision.wasResolved ? BACK : CHANGED)
    case 'resolve':
      return tracker.resolve(decision.open, decision.written, GONE)
    case 'keep':
      return []
  }
}

const CHANGED = 'kms-audit found something else than before. The description says what is true now.'
const BACK = 'kms-audit found problems again. The description says what is true now.'
const GONE =
  'kms-audit did not find these problems any more. It does not close the ticket: close it if the work is done.'

function doneText(decision: Decision, name: string | null): string {
  const shown = safeText(name ?? 'a ticket')
  if (decision.kind === 'create') return `created ${shown}: ${decision.ticket.title}`
  if (decision.kind === 'update') return `updated ${safeText(decision.open.name)}: ${decision.ticket.title}`
  return decision.kind === 'resolve'
    ? `${safeText(decision.open.name)}: its problems are gone, and it is still open`
    : ''
}

function failed(decision: Decision, { isRepeatable, path }: TicketCall, answer: HttpAnswer & { ok: false }): Result {
  const { status, why } = answer
  // Whether a ticket was made is not known if the answer is missing.
  const doubt = decision.kind === 'create' && status === null && !isRepeatable ? MAYBE : ''
  const what =
    decision.kind === 'create' ? `a ticket was not created (${decision.ticket.title})` : openText(decision, path)
  return {
    ok: false,
    line: `${what}: ${why}.${doubt}`,
    isLasting: status === null || status === 401 || status === 403 || status === 429,
  }
}

const MAYBE = ' It may have been created all the same: the next run finds it then.'

function openText(decision: Decision, path: string): string {
  const name = 'open' in decision ? safeText(decision.open.name) : ''
  return path.endsWith('/comment') ? `${name} was updated, but has no comment about it` : `${name} was not updated`
}
