import type { GapRecord, KeyRecord } from '../model/report/report.ts'

/**
 * Finds the message of the gap that says why a fact is missing. Indexed, since a report may have tens of thousands of
 * gaps.
 */
export class GapMessages {
  #byCall = new Map<string, string>()
  #trails = new Map<string, string>()
  #byAccount = new Map<string, string>()

  constructor(gaps: readonly GapRecord[]) {
    for (const { account_id, region, key_id, operation, message } of gaps) {
      const id = callId(account_id, region, key_id, operation)
      if (!this.#byCall.has(id)) this.#byCall.set(id, message)
      const ofAccount = `${account_id} ${operation}`
      if (key_id === null && !this.#byAccount.has(ofAccount)) this.#byAccount.set(ofAccount, message)
      if (TRAIL_CALLS.has(operation) && !this.#trails.has(account_id)) this.#trails.set(account_id, message)
    }
  }

  /** The gap may concern the key itself, its place, or its whole account. */
  forKey({ account_id, region, key_id, error }: KeyRecord, operation: string): string {
    return (
      this.#byCall.get(callId(account_id, region, key_id, operation)) ??
      this.#byCall.get(callId(account_id, region, null, operation)) ??
      this.#byCall.get(callId(account_id, null, null, operation)) ??
      error ??
      `${operation} was not called.`
    )
  }

  /** The gap may name the Region in which the call was made. */
  forAccount(account: string, operation: string): string {
    return this.#byAccount.get(`${account} ${operation}`) ?? `${operation} was not called.`
  }

  forTrails(account: string): string {
    return this.#trails.get(account) ?? 'The trails of this account were not read.'
  }
}

const TRAIL_CALLS: ReadonlySet<string> = new Set([
  'cloudtrail:DescribeTrails',
  'cloudtrail:GetEventSelectors',
  'cloudtrail:GetTrailStatus',
])

const callId = (account: string, region: string | null, key: string | null, operation: string): string =>
  [account, region ?? '', key ?? '', operation].join(' ')
