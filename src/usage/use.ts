import type { Evidence, Precision, Sighting } from '../model/evidence.ts'
import { DAY, HOUR, type Instant, MINUTE, SECOND } from '../model/time.ts'

/** The evidence of a source that shows a use. */
export type Use = Evidence & { sighting: Extract<Sighting, { kind: 'used' }> }

export const usesIn = (evidence: readonly Evidence[]): Use[] =>
  evidence.filter((each): each is Use => each.sighting.kind === 'used')

/** Returns the end of the time in which a use lies: it happened at `at` or later, and before this end. */
export const endOf = ({ at, precision }: { at: Instant; precision: Precision }): Instant => at + SPAN[precision]

/** Returns the latest second in which a use can have happened. */
export const latestOf = (use: { at: Instant; precision: Precision }): Instant => endOf(use) - SECOND

/** Sorts the finer source first. */
export const byPrecision = (a: Use, b: Use): number => SPAN[a.sighting.precision] - SPAN[b.sighting.precision]

const SPAN: Readonly<Record<Precision, number>> = { second: SECOND, minute: MINUTE, hour: HOUR, day: DAY }
