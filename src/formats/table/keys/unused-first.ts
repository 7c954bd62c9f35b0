import type { KeyRecord } from '../../../model/report/report.ts'
import { isUnused } from '../../../model/report/unused.ts'

/** Puts unused keys first. Both groups keep the order of the report: account, Region, key ID. */
export const unusedFirst = (keys: readonly KeyRecord[]): KeyRecord[] => [
  ...keys.filter(isUnused),
  ...keys.filter(key => !isUnused(key)),
]
