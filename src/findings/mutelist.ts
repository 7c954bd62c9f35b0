/** Entries by account (an id or `*`), in the order of the file. */
export type Mutelist = readonly { account: string; mutes: readonly Mute[] }[]

/** One entry: which findings it accepts, and why. */
export interface Mute {
  check(id: string): boolean
  regions: readonly RegExp[]
  resources: readonly RegExp[]
  /** All must match; empty: any. */
  tags: readonly RegExp[]
  exceptions: Exceptions | null
  reason: string
  /** The last day on which it applies, `2027-01-31`; null: it does not expire. */
  expires: string | null
}

/** Which findings the entry does not accept. An empty list matches everything. */
export interface Exceptions {
  accounts: readonly RegExp[]
  regions: readonly RegExp[]
  resources: readonly RegExp[]
  tags: readonly RegExp[]
}
