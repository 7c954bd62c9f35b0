import { DAY, HOUR, type Instant } from './time.ts'

/** A length of time that people count in calendar months. */
export interface Period {
  months: number
  /** Added to the months. */
  milliseconds: number
}

/** Parses `3mo`, `1y`, `30d`, `2w` or `12h`. Null: it is none of these. */
export function parsePeriod(text: string): Period | null {
  const [, count, unit = ''] = /^(\d{1,4})(h|d|w|mo|y)$/i.exec(text.trim()) ?? []
  const length = UNITS[unit.toLowerCase()]
  if (length === undefined || Number(count) === 0) return null
  return { months: Number(count) * length.months, milliseconds: Number(count) * length.milliseconds }
}

const UNITS: Readonly<Record<string, Period>> = {
  h: { months: 0, milliseconds: HOUR },
  d: { months: 0, milliseconds: DAY },
  w: { months: 0, milliseconds: 7 * DAY },
  mo: { months: 1, milliseconds: 0 },
  y: { months: 12, milliseconds: 0 },
}

/** Returns the time that lies a period before another one. In a shorter month, its last day stands for the 31st. */
export function timeBefore(at: Instant, { months, milliseconds }: Period): Instant {
  const date = new Date(at)
  const day = date.getUTCDate()
  date.setUTCDate(1)
  date.setUTCMonth(date.getUTCMonth() - months)
  const last = new Date(Date.UTC(date.getUTCFullYear(), date.getUTCMonth() + 1, 0)).getUTCDate()
  date.setUTCDate(Math.min(day, last))
  return date.getTime() - milliseconds
}
