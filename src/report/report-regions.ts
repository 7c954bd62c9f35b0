import { matchesRegion } from '../lib/text/region-pattern.ts'
import { AuditError } from '../lib/process/exit.ts'
import { quoted } from '../lib/text/quoted.ts'
import { safeText } from '../lib/text/safe-text.ts'
import type { Report } from '../model/report/report.ts'

/** Returns every Region of a report. */
export const regionsOf = ({ scope, keys }: Report): string[] => [
  ...new Set([...scope.places, ...keys].map(({ region }) => region)),
]

/**
 * Returns the Regions of a report that match the patterns; null: all.
 *
 * @throws AuditError (wrong usage) for a pattern that matches none
 */
export function matchRegions(report: Report, patterns: readonly string[] | null): readonly string[] | null {
  if (patterns === null) return null
  const regions = regionsOf(report)
  const unmatched = patterns.find(pattern => !regions.some(region => matchesRegion(region, pattern)))
  if (unmatched === undefined) return regions.filter(region => patterns.some(pattern => matchesRegion(region, pattern)))
  throw new AuditError('usage', `The report has no Region ${quoted(unmatched)}.`, {
    hint: `It has ${safeText(regions.toSorted().join(', '))}.`,
  })
}
