import type { PlaceClient } from '../../../aws/session/place-client.ts'
import type { Instant } from '../../../model/time.ts'
import type { Budget } from './budget.ts'

/** What the queries of an engine have in common. */
export interface QuerySettings {
  /** Of the account and Region of the table. */
  client: PlaceClient
  /** Cancels queries. Its calls outlive the signal of the run. */
  stopper: PlaceClient
  database: string
  workgroup: string
  /** Where the results go. Null: where the workgroup says. */
  output: string | null
  /** Athena keeps the results itself, and cannot use them again. */
  hasManagedResults: boolean
  budget: Budget
  signal: AbortSignal
  /** Factor of the pauses between two looks at a query. */
  patience: number
  now: Instant
}
