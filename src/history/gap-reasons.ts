import type { GapRecord, KeyRecord } from '../model/report/report.ts'

/** Finds the gap that says why something about a key is unknown: `kms:GetKeyPolicy denied`. */
export class GapReasons {
  readonly #byCall = new Map<string, string>()

  constructor(gaps: readonly GapRecord[]) {
    for (const { account_id, region, key_id, operation, reason } of gaps) {
      const call = callOf(account_id, region, key_id, operation)
      if (!this.#byCall.has(call)) this.#byCall.set(call, `${operation} ${reason.replace('_', ' ')}`)
    }
  }

  /** The gap may be about the key, its place or its whole account. Null: there is none. */
  find({ account_id, region, key_id }: KeyRecord, operation: string): string | null {
    if (this.#byCall.size === 0) return null
    return (
      this.#byCall.get(callOf(account_id, region, key_id, operation)) ??
      this.#byCall.get(callOf(account_id, region, null, operation)) ??
      this.#byCall.get(callOf(account_id, null, null, operation)) ??
      null
    )
  }
}

const callOf = (account: string, region: string | null, key: string | null, operation: string): string =>
  `${account} ${region ?? ''} ${key ?? ''} ${operation}`
