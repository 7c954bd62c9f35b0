import { matchesRegion } from '../lib/text/region-pattern.ts'
import { AuditError } from '../lib/process/exit.ts'
import { quoted } from '../lib/text/quoted.ts'
import { safeText } from '../lib/text/safe-text.ts'
import type { Report } from '../model/report.ts'

/** Every Region of a report. */
export const regionsOf = ({ scope, keys }: Report): string[] => [
  ...new Set([...scope.places, ...keys].map(({ region }) => region)),
]

/** The Regions of a report that fit the patterns; null: all. A pattern that fits none is wrong usage. */
export function matchRegions(report: Report, patterns: readonly string[] | null): readonly string[] | null {
  if (patterns === null) return null
  const regions = regionsOf(report)
  const stray = patterns.find(pattern => !regions.some(region => matchesRegion(region, pattern)))
  if (stray === undefined) return regions.filter(region => patterns.some(pattern => matchesRegion(region, pattern)))
  throw new AuditError('usage', `The report has no Region ${quoted(stray)}.`, {
    hint: `It has ${safeText(regions.toSorted().join(', '))}.`,
  })
}
