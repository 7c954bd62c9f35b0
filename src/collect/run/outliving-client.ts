import { GapLog } from '../../aws/calls/gap-log.ts'
import { clientsFor } from '../../aws/session/clients.ts'
import type { Session } from '../../aws/session/enter-account.ts'
import { PlaceClient } from '../../aws/session/place-client.ts'
import { limitedOtherwise } from '../../aws/session/wire.ts'
import { Deadlines } from '../../lib/flow/deadlines.ts'
import { SECOND } from '../../model/time.ts'
import type { Run } from './run.ts'

/** What is cleaned up after Ctrl-C may take so long in all. */
const PATIENCE = 5 * SECOND

/**
 * Returns a client whose calls go on after the run's signal has fired: to cancel what the run has started in AWS and
 * would pay for. Its calls leave no gaps, and end five seconds after the signal.
 */
export function outlivingClient({ calls }: Run, session: Session, region: string): PlaceClient {
  const end = new AbortController()
  const soon = (): void => void setTimeout(() => end.abort(), PATIENCE).unref()
  if (calls.signal.aborted) soon()
  else calls.signal.addEventListener('abort', soon, { once: true })
  const deadlines = new Deadlines(end.signal, PATIENCE)
  const handler = limitedOtherwise(session.requestHandler, deadlines)
  const { partition, account, credentials, connection, state } = session
  const clients = clientsFor(region, credentials, handler, connection)
  const context = { ...calls, signal: end.signal, deadlines, gaps: new GapLog() }
  return new PlaceClient({ partition, account, region }, clients, context, state)
}
