import type { KeyRecord } from '../../model/report/report.ts'
import { minuteText } from '../../model/time.ts'
import { VERDICT_MEANINGS } from '../report-text/verdict-meanings.ts'

/** Returns the last use in words, with its user if given, in lower case: `Decrypt at 2026-11-20 14:30 UTC, from kms`. */
export function usageText({ usage }: KeyRecord, by = ''): string {
  if (usage === undefined) return 'not checked'
  const { status, last_used_at: at, not_observed_since: since, operation, source, precision, at_least: atLeast } = usage
  const from = source === null ? '' : `, from ${source}`
  if (status === 'used' && at !== null) {
    const when = minuteText(Date.parse(at))
    const span = precision === 'day' || precision === 'hour' ? `in the ${precision} of ${when}` : `at ${when}`
    return `${operation ?? 'a use'}${by === '' ? '' : ` by ${by}`} ${span}${atLeast === true ? ' or later' : ''}${from}`
  }
  if (status === 'never') return `not used since the key was created${from}`
  if (status === 'not_observed' && since !== null)
    return `no use since ${since.slice(0, 10)}, earlier use is unknown${from}`
  return 'not known'
}

/** Returns what the verdict means. A member of a family is unknown although its own use is known. */
export function meaningOf({ disposition, usage, multi_region: isMulti }: KeyRecord, days: number): string | undefined {
  const isOfFamily = isMulti === true && disposition === 'unknown' && usage?.status !== 'unknown'
  if (isOfFamily) return 'related keys in other Regions were not read'
  const [, meaning] = VERDICT_MEANINGS.find(([verdict]) => verdict === disposition) ?? []
  return meaning?.(days)
}
