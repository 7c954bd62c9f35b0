/** Counts of keys. `in_use` to `unknown` add up to `keys`; the last two overlap them. */
export interface Summary {
  keys: number
  in_use: number
  stale: number
  never: number
  silent: number
  new: number
  unknown: number
  pending_deletion: number
  unreadable: number
}

/** US dollars. Null where prices are not known (partitions other than `aws` without `--price-per-key`). */
export interface Savings {
  currency: 'USD'
  monthly_cost: number | null
  annual_cost: number | null
  /** Whether the cost can be higher: rotations of a key were not read, or keys may be missing. */
  is_lower_bound: boolean
  unused_key_count: number
  monthly_savings: number | null
  annual_savings: number | null
}
