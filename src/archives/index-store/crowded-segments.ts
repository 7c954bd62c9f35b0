import { groupBy } from '../../lib/group-by.ts'
import type { SegmentEntry } from './index-record.ts'

/** So many segments of about the same size become one. */
const MANY = 8
/** Segments up to this size, in bytes, count as the same size. */
const SMALL = 1 << 18

/**
 * Returns the names of segments to merge. Each row is thereby written again once for every factor of eight in the size
 * of the index, and an index of a gigabyte has some dozens of segments at most.
 */
export function crowdedSegments(segments: readonly SegmentEntry[]): string[] {
  const crowded = groupBy(segments, tierOf).find(tier => tier.length >= MANY)
  return crowded?.map(({ name }) => name) ?? []
}

const tierOf = ({ bytes }: SegmentEntry): string =>
  String(Math.max(0, Math.floor(Math.log(bytes / SMALL) / Math.log(MANY))))
