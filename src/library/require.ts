import { AuditError } from '../lib/process/exit.ts'
import { joinWithOr } from '../lib/text/lists.ts'
import { quoted } from '../lib/text/quoted.ts'
import { closestWord, didYouMean } from '../lib/text/suggest.ts'

/** Returns the value if it is one of these. @throws AuditError (wrong usage) with the nearest one */
export function requireKnown<T extends string>(option: string, known: readonly T[], value: string): T {
  const found = known.find(one => one === value)
  if (found !== undefined) return found
  const hint = didYouMean(closestWord(value, known)).hint ?? `Use ${joinWithOr(known)}.`
  throw new AuditError('usage', `${option} does not take ${quoted(value)}.`, { hint })
}

/** Returns the value if it is a whole number in this range. @throws AuditError (wrong usage) */
export function requireNumber(option: string, value: number, { min, max }: { min: number; max: number }): number {
  if (Number.isInteger(value) && value >= min && value <= max) return value
  throw new AuditError('usage', `${option} takes a whole number from ${min} to ${max}, not ${quoted(String(value))}.`)
}
