import type { PlaceRecord } from './scope.ts'

/** Whether the report covers more than one account, or more than one Region: then each key must say where it is. */
export const hasSeveral = (
  places: readonly Pick<PlaceRecord, 'account_id' | 'region'>[],
  field: 'account_id' | 'region',
): boolean => new Set(places.map(place => place[field])).size > 1
