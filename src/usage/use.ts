import type { Evidence, Precision, Sighting } from '../model/evidence.ts'
import { DAY, HOUR, type Instant, MINUTE, SECOND } from '../model/time.ts'

/** A source that tells of a use. */
export type Use = Evidence & { sighting: Extract<Sighting, { kind: 'used' }> }

export const usesIn = (evidence: readonly Evidence[]): Use[] =>
  evidence.filter((each): each is Use => each.sighting.kind === 'used')

/** The use lies at `at` or after, and before this. */
export const endOf = ({ at, precision }: { at: Instant; precision: Precision }): Instant => at + SPAN[precision]

/** The latest second in which the use may lie. */
export const latestOf = (use: { at: Instant; precision: Precision }): Instant => endOf(use) - SECOND

/** Sorts the finer source first. */
export const byPrecision = (a: Use, b: Use): number => SPAN[a.sighting.precision] - SPAN[b.sighting.precision]

const SPAN: Readonly<Record<Precision, number>> = { second: SECOND, minute: MINUTE, hour: HOUR, day: DAY }
