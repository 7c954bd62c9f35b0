import type { KeyRecord } from '../model/report/report.ts'

type Priced = Pick<KeyRecord, 'cost'>

/** Whether both prices of a key count rotations, or neither does. A price of 0 does not depend on rotations. */
export const haveSameBasis = ({ cost: old }: Priced, { cost: now }: Priced): boolean =>
  old.basis === now.basis || old.key === 0 || now.key === 0

/** Whether the difference between two prices of a key is a change: both are known, on the same basis. */
export const arePricesComparable = (old: Priced, now: Priced): boolean =>
  old.cost.key === null || now.cost.key === null ? old.cost.key === now.cost.key : haveSameBasis(old, now)
