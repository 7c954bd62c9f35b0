import type { CallContext } from '../../aws/calls/call-context.ts'
import type { GapLog } from '../../aws/calls/gap-log.ts'
import type { RunClock } from '../../aws/session/clock.ts'
import type { Session } from '../../aws/session/enter-account.ts'
import type { RequestHandler } from '../../aws/session/request-handler.ts'
import type { CaBundle } from '../../lib/network/ca-bundle.ts'
import type { AuditOptions } from '../../model/options/options.ts'
import type { KeyFilter } from '../../selection/key-filter.ts'
import type { TagFilter } from '../../selection/tag-filter.ts'
import type { Inventory } from '../inventory/inventory.ts'
import type { RunHost } from './run-host.ts'

/** One run. It is created once and passed to everything that is not about a single place. */
export interface Run {
  options: AuditOptions
  host: RunHost
  /** What all calls of the run share. */
  calls: CallContext
  gaps: GapLog
  clock: RunClock
  /** Fires when no more calls must be made: after Ctrl-C or `--max-duration`. */
  signal: AbortSignal
  /** The requested keys. */
  filter: KeyFilter
  tags: TagFilter
  /** Returns a handler for sessions that trust these certificates. Null: the certificates of Node. */
  handlerFor(bundle: CaBundle | null): Promise<RequestHandler>
  /** Account names from Organizations, by account id. */
  accountNames: Map<string, string>
  /** The sessions that start the run, before roles are assumed: one for each profile that can be used. */
  starts: Session[]
}

/** A run whose accounts have been entered. */
export interface EnteredRun extends Run {
  accounts: readonly EnteredAccount[]
  /** What AWS Config has recorded about keys. Null without `--inventory-from`. */
  inventory: Inventory | null
}

export interface EnteredAccount {
  session: Session
  /** The Regions to audit in this account. */
  regions: readonly string[]
}
