import { fitsRegion } from '../aws/regions.ts'
import { AuditError } from '../lib/exit.ts'
import { quoted } from '../lib/suggest.ts'
import { safeText } from '../lib/text.ts'
import type { Report } from '../model/report.ts'

/** All that a report is about. */
export const regionsOf = ({ scope, keys }: Report): string[] => [
  ...new Set([...scope.places, ...keys].map(({ region }) => region)),
]

/** Those that the patterns leave of them; null: all. A pattern that fits none is wrong usage. */
export function sentRegions(report: Report, patterns: readonly string[] | null): readonly string[] | null {
  if (patterns === null) return null
  const regions = regionsOf(report)
  const stray = patterns.find(pattern => !regions.some(region => fitsRegion(region, pattern)))
  if (stray === undefined) return regions.filter(region => patterns.some(pattern => fitsRegion(region, pattern)))
  throw new AuditError('usage', `The report has no Region ${quoted(stray)}.`, {
    hint: `It has ${safeText(regions.toSorted().join(', '))}.`,
  })
}
