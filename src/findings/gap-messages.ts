import type { GapRecord, KeyRecord } from '../model/report.ts'

/** Finds, among ten thousand gaps, the one that says why a fact is missing. */
export class GapMessages {
  #byPlaceOfCall = new Map<string, string>()
  #trails = new Map<string, string>()

  constructor(gaps: readonly GapRecord[]) {
    for (const { account_id, region, key_id, operation, message } of gaps) {
      const where = placeOfCall(account_id, region, key_id, operation)
      if (!this.#byPlaceOfCall.has(where)) this.#byPlaceOfCall.set(where, message)
      if (TRAIL_CALLS.has(operation) && !this.#trails.has(account_id)) this.#trails.set(account_id, message)
    }
  }

  /** A gap of the key itself, of its place, or of its whole account. */
  ofKey({ account_id, region, key_id, error }: KeyRecord, operation: string): string {
    return (
      this.#byPlaceOfCall.get(placeOfCall(account_id, region, key_id, operation)) ??
      this.#byPlaceOfCall.get(placeOfCall(account_id, region, null, operation)) ??
      this.#byPlaceOfCall.get(placeOfCall(account_id, null, null, operation)) ??
      error ??
      `${operation} was not called.`
    )
  }

  ofTrails(account: string): string {
    return this.#trails.get(account) ?? 'The trails of this account were not read.'
  }
}

const TRAIL_CALLS: ReadonlySet<string> = new Set([
  'cloudtrail:DescribeTrails',
  'cloudtrail:GetEventSelectors',
  'cloudtrail:GetTrailStatus',
])

const placeOfCall = (account: string, region: string | null, key: string | null, operation: string): string =>
  [account, region ?? '', key ?? '', operation].join(' ')
