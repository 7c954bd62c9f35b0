import type { ActivityEvent } from '../../model/assessments/activity-event.ts'
import { Budget } from './budget.ts'
import { CallTally } from './call-tally.ts'
import { ChangeLog } from './change-log.ts'
import { principalOf } from './principal.ts'
import { PrincipalTally } from './principal-tally.ts'

/** Rows that are kept. */
const MOST_ROWS = 20_000
/** Sessions, addresses and resources that are kept over all rows. */
const MOST_TEXTS = 100_000

/** The fields that identify a row of calls. */
export interface CallRow {
  account_id: string
  region: string
  key_arn: string | null
  principal: string | null
  principal_account: string | null
  service: string | null
  operation: string
}

export type PrincipalRow = Pick<CallRow, 'account_id' | 'principal' | 'principal_account' | 'service'>

/**
 * Counts events one by one, whatever their order. Its memory depends on how many different rows there are, not on the
 * number of events, and it has a limit.
 */
export class ActivityTally {
  readonly calls = new Map<string, { row: CallRow; tally: CallTally }>()
  readonly principals = new Map<string, { row: PrincipalRow; tally: PrincipalTally }>()
  readonly changes = new ChangeLog()
  /** Calls in rows that were not kept. */
  unlisted = 0
  #budget = new Budget(MOST_TEXTS)

  /** Counts an event once for each of its keys, and once for its principal. */
  add(event: ActivityEvent, account_id: string, region: string): void {
    const { caller, operation } = event
    const who = { account_id, principal: principalOf(caller), principal_account: caller.principal_account }
    for (const key_arn of event.keys.length === 0 ? [null] : event.keys)
      this.#addCall(event, { ...who, region, key_arn, service: caller.service, operation })
    if (event.isRepeat) return
    // A service that calls on behalf of a principal does not count as a principal.
    this.#addPrincipal(event, region, { ...who, service: who.principal === null ? caller.service : null })
    this.changes.add(event, account_id, region)
  }

  #addCall(event: ActivityEvent, row: CallRow): void {
    const { account_id, region, key_arn, principal, principal_account, service, operation } = row
    const id = `${account_id}|${region}|${key_arn}|${principal}|${principal_account}|${service}|${operation}`
    let known = this.calls.get(id)
    if (known === undefined) {
      if (this.calls.size >= MOST_ROWS) {
        this.unlisted++
        return
      }
      known = { row, tally: new CallTally() }
      this.calls.set(id, known)
    }
    known.tally.add(event, this.#budget)
  }

  #addPrincipal(event: ActivityEvent, region: string, row: PrincipalRow): void {
    const { account_id, principal, principal_account, service } = row
    const id = `${account_id}|${principal}|${principal_account}|${service}`
    let known = this.principals.get(id)
    if (known === undefined) {
      if (this.principals.size >= MOST_ROWS) return
      known = { row, tally: new PrincipalTally() }
      this.principals.set(id, known)
    }
    known.tally.add(event, region, this.#budget)
  }
}
