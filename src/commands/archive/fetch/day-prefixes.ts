import { groupBy } from '../../../lib/group-by.ts'
import { DAY, dayText } from '../../../model/time.ts'

/** The most days of a month, or parts of a year, that have a command each. If there are more, one command copies all. */
const MOST_PARTS = 5

/**
 * The days (UTC) whose directories can contain files of a time: `2024/02/17`. A digest file is in the directory of the day
 * on which its hour ends.
 */
export function daysOfTime({ since, until }: { since: number; until: number }): string[] {
  const first = Math.floor(since / DAY)
  const last = Math.floor(until / DAY)
  return Array.from({ length: last - first + 1 }, (_, day) => dayText((first + day) * DAY).replaceAll('-', '/'))
}

/** Days, months and years that include all the days, each once and sorted: `2024/02/17`, `2024/03` or `2025`. */
export function fewestPrefixes(days: readonly string[]): string[] {
  const some = coarser([...new Set(days)].toSorted(), MONTH)
  return groupBy(some, yearOf).flatMap(ofYear =>
    ofYear.length <= MOST_PARTS ? ofYear : coarser([...new Set(ofYear.map(part => part.slice(0, MONTH)))], YEAR),
  )
}

const MONTH = 'YYYY/MM'.length
const YEAR = 'YYYY'.length

const yearOf = (prefix: string): string => prefix.slice(0, YEAR)

/** Replaces prefixes that begin with the same characters by these characters, if there are too many. */
const coarser = (prefixes: readonly string[], length: number): string[] =>
  groupBy(prefixes, prefix => prefix.slice(0, length)).flatMap(same =>
    same.length > MOST_PARTS ? (same[0] ?? '').slice(0, length) : same,
  )

/** Whether the directory of a day lies in that of a prefix. */
export const isBelow = (day: string, prefix: string): boolean => day === prefix || day.startsWith(`${prefix}/`)
