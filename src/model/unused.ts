import { isPendingDeletion } from './key.ts'
import type { KeyRecord } from './report.ts'
import { UNUSED } from './usage.ts'

/** A key that somebody pays for, that nobody was seen to use, and that is not on its way out already. */
export const isUnused = (record: KeyRecord): boolean =>
  UNUSED.some(disposition => disposition === record.disposition) &&
  record.key_manager === 'CUSTOMER' &&
  record.error === null &&
  !(record.key_state !== null && isPendingDeletion(record.key_state))

/** US dollars a month that deleting the key would save: 0 only where that is known, null where it cannot be told. */
export function potentialSavings(record: KeyRecord): number | null {
  if (isUnused(record)) return record.cost.key
  return isKnownNotUnused(record) ? 0 : null
}

/** Whether it is certain that the key does not count as unused, whatever else becomes known about it. */
export const isKnownNotUnused = ({ disposition, key_manager, key_state }: KeyRecord): boolean =>
  disposition === 'in_use' ||
  disposition === 'new' ||
  key_manager === 'AWS' ||
  (key_state !== null && isPendingDeletion(key_state))
