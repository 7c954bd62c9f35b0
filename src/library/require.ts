import { AuditError } from '../lib/process/exit.ts'
import { joinWithOr } from '../lib/text/lists.ts'
import { quoted } from '../lib/text/quoted.ts'
import { closestWord, didYouMean } from '../lib/text/suggest.ts'
import type { Report } from '../model/report/report.ts'

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

/** Returns the value if it is a finite number of at least `min`. @throws AuditError (wrong usage) */
export function requireAmount(option: string, value: number, { min }: { min: number }): number {
  if (Number.isFinite(value) && value >= min) return value
  throw new AuditError('usage', `${option} takes a number of at least ${min}, not ${quoted(String(value))}.`)
}

/** Returns the list if each item matches. @throws AuditError (wrong usage); `expected` says what the items are */
export function requireList(
  option: string,
  value: readonly string[],
  expected = 'strings',
  pattern = /./,
): readonly string[] {
  if (!Array.isArray(value)) throw new AuditError('usage', `${option} takes a list of ${expected}.`)
  const wrong = value.find(item => typeof item !== 'string' || !pattern.test(item))
  if (wrong === undefined) return value
  throw new AuditError('usage', `${option} takes ${expected}, not ${quoted(String(wrong))}.`)
}

/** @throws AuditError (wrong usage) for the first name of a request that is not an option */
export function requireOptions(request: object, known: Readonly<Record<string, unknown>>): void {
  const names = Object.keys(known)
  const unknown = Object.keys(request).find(name => !names.includes(name))
  if (unknown === undefined) return
  const { hint } = didYouMean(closestWord(unknown, names))
  throw new AuditError('usage', `Unknown option ${quoted(unknown)}.`, hint === undefined ? {} : { hint })
}

/** @throws AuditError (wrong usage) for a value that is not a report */
export function requireReport(value: Report): void {
  const parts: Partial<Report> = Object(value) as Partial<Report>
  if (Array.isArray(parts.keys) && Array.isArray(parts.gaps) && parts.scope !== undefined) return
  throw new AuditError('usage', 'This is not a report.', { hint: 'Use a report of audit() or readReport().' })
}
