import { groupBy } from '../../../../lib/group-by.ts'
import { searchedTypes } from '../../../../model/report/dependents-text.ts'
import { placeOf } from '../../../../model/finding.ts'
import type { KeyRecord, Report } from '../../../../model/report/report.ts'
import type { Detail } from './detail.ts'
import { descriptionDetails } from './key-details.ts'
import { evidenceDetails } from './evidence-details.ts'
import { factDetails } from './fact-details.ts'
import { findingDetails } from './finding-details.ts'
import { usedByDetails } from './used-by-details.ts'
import type { KeyFindings } from './key-findings.ts'

/** Returns a function that gives all that opens below the row of a key. */
export function detailsIn(report: Report, findings: KeyFindings): (key: KeyRecord) => Detail[] {
  const types = searchedTypes(report)
  const gapsOf = new Map(groupBy(report.gaps, placeOf).map(all => [all[0] === undefined ? '' : placeOf(all[0]), all]))
  return key => [
    ...evidenceDetails(key, gapsOf.get(placeOf(key)) ?? []),
    ...usedByDetails(key, types),
    ...findingDetails(findings.all(key)),
    ...descriptionDetails(key),
    ...factDetails(key),
  ]
}
