import type { Evidence } from '../model/evidence.ts'
import { HOUR, type Instant } from '../model/time.ts'

/**
 * Whether a complete source answered for the time until about now. An archive can end long before: then its last use
 * may not be the last one, and its silence says nothing about the time since.
 */
export const isCurrentAnswer = ({ complete, delay, sighting }: Evidence, now: Instant): boolean =>
  complete && (sighting.kind === 'used' || sighting.kind === 'not-seen') && sighting.until + delay >= now - HOUR
