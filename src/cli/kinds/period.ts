import { parsePeriod, type Period } from '../../model/period.ts'
import { BadValue, type Kind } from './kind.ts'

/** A length of time: `3mo`, `1y`, `30d`. */
export const period: Kind<Period> = words => {
  const word = words.at(-1) ?? ''
  const parsed = parsePeriod(word)
  if (parsed !== null) return parsed
  const isMinutes = /^\d+m$/i.test(word.trim())
  throw new BadValue('a time such as 30d, 3mo or 1y', word, isMinutes ? { hint: `Months are ${word.trim()}o.` } : {})
}
