import type { Place } from '../model/place.ts'
import type { AuditedKey } from './audited-key.ts'

/** What the audit of one place returned. */
export interface PlaceResult {
  /** Whether even the first page of keys could be read. */
  answered: boolean
  keys: AuditedKey[]
}

export interface AuditedPlace extends PlaceResult {
  place: Place
}
