import { isPendingDeletion } from '../key.ts'
import type { KeyRecord } from './report.ts'
import { UNUSED } from '../usage.ts'

/** What decides whether a key is unused. */
type Judged = Pick<KeyRecord, 'disposition' | 'key_manager' | 'error' | 'key_state'>

/** Whether a key record counts as unused: customer managed, readable, not scheduled for deletion, and without use. */
export const isUnused = (record: Judged): boolean =>
  UNUSED.some(disposition => disposition === record.disposition) &&
  record.key_manager === 'CUSTOMER' &&
  record.error === null &&
  !(record.key_state !== null && isPendingDeletion(record.key_state))

/**
 * Returns the US dollars a month that deleting the key would save: 0 if it is not unused, null if that is not known.
 */
export function potentialSavings(record: KeyRecord): number | null {
  if (isUnused(record)) return record.cost.key
  return isKnownNotUnused(record) ? 0 : null
}

/** Whether the key certainly does not count as unused, whatever else becomes known about it. */
export const isKnownNotUnused = ({ disposition, key_manager, key_state }: Judged): boolean =>
  disposition === 'in_use' ||
  disposition === 'new' ||
  key_manager === 'AWS' ||
  (key_state !== null && isPendingDeletion(key_state))
