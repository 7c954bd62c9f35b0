import type { PlaceClient } from '../../../aws/session/place-client.ts'
import type { Instant } from '../../../model/time.ts'
import type { Budget } from '../../run/budget.ts'
import type { QueryEnd } from './query-end.ts'

/** What runs the queries. */
export interface QueryService {
  /** `Athena` */
  name: string
  /** The operation that gaps name. */
  operation: string
  /**
   * Runs a query until its rows are there. Never rejects. Cancels the query if the signal fires.
   *
   * @param reuse minutes for which the results of the same text may be used again; null: run it
   */
  run(sql: string, reuse: number | null, settings: QuerySettings): Promise<QueryEnd>
}

/** What the queries of an engine have in common. */
export interface QuerySettings {
  service: QueryService
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
