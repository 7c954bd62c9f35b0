import { dayText, isoTime, minuteText } from '../model/time.ts'

/**
 * Returns two different times as short as possible: as days, or if these are equal, in minutes or seconds. `none` is the text
 * of no time.
 */
export function dateTexts(one: string | null, other: string | null, none: string): readonly [string, string] {
  const times = [one, other].map(time => (time === null ? null : Date.parse(time)))
  for (const textOf of [dayText, minuteText, isoTime]) {
    const [before = none, after = none] = times.map(time => (time === null ? none : textOf(time)))
    if (before !== after) return [before, after]
  }
  return [one ?? none, other ?? none]
}
