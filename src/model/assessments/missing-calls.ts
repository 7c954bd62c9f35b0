import { countNoun } from '../../lib/text/numbers.ts'
import { DAY, HOUR, type Instant } from '../time.ts'
import type { ActivityWindow } from './activity-window.ts'
import type { ArchiveDoubt } from './archived-activity.ts'

/** How much of the time of a window was read. */
export type ReadTime = Pick<ActivityWindow, 'is_complete' | 'since' | 'until' | 'doubts'>

/**
 * Whether calls of a part of the time may be missing, so that its counts are lower bounds. An archive knows which hours
 * are in doubt, and that the newest log files are not delivered yet. If an account and Region was not read, or only in
 * part, all of its time is in doubt.
 *
 * @param end the end of the time that was asked about
 */
export const mayLackCalls = (
  windows: readonly ReadTime[],
  { since, until }: { since: Instant; until: Instant },
  end: Instant,
): boolean =>
  windows.some(({ is_complete, since: start, until: delivered, doubts = [] }) => {
    if (delivered !== null && Date.parse(delivered) < Math.min(until, end)) return true
    if (is_complete) return false
    if (start === null || doubts.length === 0) return true
    return doubts.some(doubt => Date.parse(doubt.since) < until && Date.parse(doubt.until) > since)
  })

/** `6 hours`: how long the time is in which calls may be missing, rounded up. From four days on, in days. */
export function missingTimeText(doubts: readonly ArchiveDoubt[]): string {
  const time = doubts.reduce((sum, doubt) => sum + lengthOf(doubt), 0)
  return time < 4 * DAY ? countNoun(Math.ceil(time / HOUR), 'hour') : countNoun(Math.ceil(time / DAY), 'day')
}

/** The longest stretches in which calls may be missing, by time, and how many are left out. */
export function longestDoubts(doubts: readonly ArchiveDoubt[], most: number): { named: ArchiveDoubt[]; more: number } {
  const named = doubts.toSorted((a, b) => lengthOf(b) - lengthOf(a)).slice(0, most)
  return { named: named.toSorted((a, b) => (a.since < b.since ? -1 : 1)), more: doubts.length - named.length }
}

const lengthOf = ({ since, until }: ArchiveDoubt): number => Date.parse(until) - Date.parse(since)
