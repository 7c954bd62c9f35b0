import type { Instant } from '../../model/time.ts'
import type { Caller } from '../calls/caller.ts'
import type { Clients } from './clients.ts'
import type { RunClock } from './clock.ts'

/** Everything that reading one place takes. */
export interface PlaceClient {
  caller: Caller
  clients: Clients
  /** The run's one `now`. */
  now: Instant
  /** AWS's time while the run goes on. */
  clock: RunClock
}

export interface NoAccess {
  /** That of the account's session, where the Region lies in another. Null: no session is of that account. */
  partition: string | null
}
