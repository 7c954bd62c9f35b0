import type { Options } from '../../model/options/options.ts'
import { refuseOtherRegions } from './within-server.ts'
import type { Call } from './tool.ts'

/**
 * Runs something that calls AWS when it is its turn, with these options.
 *
 * @throws an `AuditError` if it could not run
 */
export function inTurn<T>({ session, interruption, wait }: Call, work: () => Promise<T>): Promise<T> {
  if (session.turns.isTaken) wait()
  return session.turns.take(interruption.signal, work)
}

/**
 * The options of a run of the server: its plan and progress are lines on stderr.
 *
 * @throws an `AuditError` (wrong usage) if they reach outside what the server audits
 */
export function served(options: Options, { session }: Call): Options {
  refuseOtherRegions(options, session)
  const { quiet } = session.request
  return { ...options, show: { ...options.show, progress: quiet ? 'off' : 'log', quiet } }
}
