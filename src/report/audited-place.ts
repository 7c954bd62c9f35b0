import type { Instant } from '../model/time.ts'
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
  /** Where its keys are recorded, and when these records were last updated. Absent: its keys come from AWS KMS. */
  inventory?: { source: string; updatedAt: Instant | null }
}
