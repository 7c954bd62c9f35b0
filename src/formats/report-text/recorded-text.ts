import { listText } from '../../lib/text/lists.ts'
import { countNoun } from '../../lib/text/numbers.ts'
import { safeText } from '../../lib/text/safe-text.ts'
import type { KeyInventoryRecord } from '../../model/report/inventory.ts'
import type { Report } from '../../model/report/report.ts'
import { minuteText } from '../../model/time.ts'

/**
 * Returns how many keys are as AWS Config recorded them, and where: `12 keys in 3 accounts, which were not entered, are as
 * config:org@eu-west-1 recorded them`. Null if there are none.
 */
export function recordedText({ scope }: Pick<Report, 'scope'>): string | null {
  const places = scope.places.filter(({ inventory }) => inventory !== undefined)
  const keys = places.reduce((sum, place) => sum + place.keys, 0)
  if (keys === 0) return null
  const accounts = new Set(places.map(({ account_id }) => account_id)).size
  const sources = [...new Set(places.flatMap(({ inventory }) => inventory?.source ?? []))].map(safeText)
  const verb = keys === 1 ? 'is' : 'are'
  const it = keys === 1 ? 'it' : 'them'
  return `${countNoun(keys, 'key')} in ${countNoun(accounts, 'account')} ${verb} as ${listText(sources)} recorded ${it}, because AWS KMS did not list ${it}`
}

/** Returns `recorded by config:org@eu-west-1 on 2026-11-20 11:30 UTC`. */
export function recordedByText({ source, recorded_at: at }: KeyInventoryRecord): string {
  return `recorded by ${source}${at === null ? '' : ` on ${minuteText(Date.parse(at))}`}`
}
