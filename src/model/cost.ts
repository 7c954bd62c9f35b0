/** Integer millionths of a US dollar, so that sums of prices stay exact. */
export type MicroDollars = number

export const DOLLAR: MicroDollars = 1_000_000

export interface Cost {
  /** Per month, for keeping the key. Null: the price is not known. */
  key: MicroDollars | null
  /** `base`: rotations were not read, so the price is at least this; `with_rotations`: they are in it. */
  basis: 'base' | 'with_rotations'
  /** List price of the requests in the days asked for, before the free tier. Null: not known. */
  requests: MicroDollars | null
}
