import type { KeyRecord } from '../../../model/report.ts'
import { isUnused } from '../../../model/unused.ts'

/** Unused keys first; within both groups the order of the report: by account, Region and key id. */
export const unusedFirst = (keys: readonly KeyRecord[]): KeyRecord[] => [
  ...keys.filter(isUnused),
  ...keys.filter(key => !isUnused(key)),
]
