import { groupBy } from '../../../lib/group-by.ts'
import { DAY, dayText } from '../../../model/time.ts'

/** Parts of a month or of a year that have a command each. Of more, one command copies the whole. */
const MOST_PARTS = 5

/** The days (UTC) whose directories can have files of a time: `2024/02/17`. A digest file lies in that of its end. */
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

/** Replaces those with the same first characters, if there are too many. */
const coarser = (prefixes: readonly string[], length: number): string[] =>
  groupBy(prefixes, prefix => prefix.slice(0, length)).flatMap(same =>
    same.length > MOST_PARTS ? (same[0] ?? '').slice(0, length) : same,
  )

/** Whether the directory of a day lies in that of a prefix. */
export const isBelow = (day: string, prefix: string): boolean => day === prefix || day.startsWith(`${prefix}/`)
