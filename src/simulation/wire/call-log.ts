/** One call in the log. */
export interface LoggedCall {
  account: string
  region: string
  /** `kms:DescribeKey` */
  operation: string
  keyId?: string
  /** The session policy of the credentials that signed the call, if they have one. */
  sessionPolicy?: string
  /** The name of the error in the answer. */
  error?: string
}

/** What the simulated AWS was asked. */
export class CallLog {
  /** The number of calls of each operation, including refused and throttled ones: `{ 'kms:DescribeKey': 12 }`. */
  readonly counts: Record<string, number> = {}
  readonly throttled: Record<string, number> = {}
  readonly calls: LoggedCall[] = []
  readonly #keeps: boolean

  /** @param keeps whether to keep single calls. Very large runs have no room for them. */
  constructor(keeps: boolean) {
    this.#keeps = keeps
  }

  note(call: LoggedCall): void {
    this.counts[call.operation] = (this.counts[call.operation] ?? 0) + 1
    if (this.#keeps) this.calls.push(call)
  }

  noteThrottled({ operation }: LoggedCall): void {
    this.throttled[operation] = (this.throttled[operation] ?? 0) + 1
  }
}
