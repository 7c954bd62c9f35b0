import { parsePeriod } from '../../model/period.ts'
import type { Since } from '../../model/since.ts'
import { DAY, dayText } from '../../model/time.ts'
import { BadValue, duration, type Kind } from './kind.ts'

/** How far back: `24h`, `30d`, `2y`, or a day such as `2024-01-31`, which begins at midnight UTC. */
export const since: Kind<Since> = words => {
  const word = words.at(-1)?.trim() ?? ''
  const at = Date.parse(`${word}T00:00:00Z`)
  if (DATE.test(word) && Number.isFinite(at) && dayText(at) === word) return { at }
  const period = parsePeriod(word)
  if (period !== null) return period
  try {
    return { months: 0, milliseconds: duration(words) }
  } catch {
    throw new BadValue('a time such as 24h, 30d or 2y, or a day such as 2024-01-31', word)
  }
}

/** The end of a day such as `2024-12-31`, in UTC. */
export const endOfDay: Kind<number> = words => {
  const word = words.at(-1)?.trim() ?? ''
  const at = Date.parse(`${word}T00:00:00Z`)
  if (DATE.test(word) && Number.isFinite(at) && dayText(at) === word) return at + DAY
  throw new BadValue('a day such as 2024-12-31', word)
}

const DATE = /^\d{4}-\d{2}-\d{2}$/
