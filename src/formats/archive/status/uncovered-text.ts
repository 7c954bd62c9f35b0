import { joinWithAnd } from '../../../lib/text/lists.ts'
import { countNoun, countText } from '../../../lib/text/numbers.ts'
import type { UncoveredTime } from '../../../model/archive/key-status.ts'
import { minuteText } from '../../../model/time.ts'

/** `2024-02-17 06:00 UTC` */
export const momentText = (at: string): string => minuteText(Date.parse(at))

/** `2024-02-17 06:00 UTC to 2024-02-17 10:00 UTC (4 h)` */
export const stretchText = ({ since, until, hours }: Pick<UncoveredTime, 'since' | 'until' | 'hours'>): string =>
  `${momentText(since)} to ${momentText(until)} (${countText(Math.ceil(hours))} h)`

export type UncoveredReason = Pick<UncoveredTime, 'why' | 'missing_files' | 'damaged_files' | 'home_files_missing'>

/** The reason. For log files, it includes their number: `2 log files are missing`. */
export function whyText({
  why,
  missing_files: missing,
  damaged_files: damaged,
  home_files_missing: isHomeMissing,
}: UncoveredReason): string {
  if (why.startsWith(HOME) && isHomeMissing) return `${why}, because files of that Region are missing`
  if (why !== LOST || missing + damaged === 0) return why
  return joinWithAnd([
    ...(missing > 0 ? [`${countNoun(missing, 'log file')} ${areOrIs(missing)} missing`] : []),
    ...(damaged > 0 ? [`${countNoun(damaged, 'log file')} ${areOrIs(damaged)} damaged`] : []),
  ])
}

export const areOrIs = (count: number): string => (count === 1 ? 'is' : 'are')

/** As `coverageOf` has them. */
const HOME = "the log of the trail's home Region "
const LOST = 'log files are missing or damaged'

/** `on 2024-02-17`, or `between 2024-02-17 and 2024-03-01`. */
export function daysText(times: readonly UncoveredTime[]): string {
  const first = times[0]?.since.slice(0, 10) ?? ''
  // The end of a day is the start of the next one.
  const last = new Date(Date.parse(times.at(-1)?.until ?? '') - 1).toISOString().slice(0, 10)
  return first === last ? `on ${first}` : `between ${first} and ${last}`
}
