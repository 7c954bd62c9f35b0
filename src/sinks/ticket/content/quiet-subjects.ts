import { groupBy } from '../../../lib/group-by.ts'
import { kindOf } from '../../../model/assessments/findings-report.ts'
import { isSevere, type Severity } from '../../../model/finding.ts'
import type { Report } from '../../../model/report/report.ts'
import { isKnownNotUnused, isUnused } from '../../../model/report/unused.ts'
import { isNarrowed } from './cautions.ts'
import { type Restriction, unusedIn, UNUSED_KEYS } from './problem.ts'
import { ticketId } from './tickets.ts'

/** A subject that the report looked at without finding a problem or a doubt. */
export interface QuietSubject {
  id: string
  /** The Regions of the account that were read. */
  regions: readonly string[]
}

/** Returns the subjects of one check each that have no problem. None if options left out a part. Pure. */
export function quietSubjects(report: Report, restriction: Restriction): QuietSubject[] {
  if (isNarrowed(report)) return []
  const busy = busySubjects(report)
  const checks = [...judgedChecks(report, restriction.minSeverity), ...(kindOf(report) === null ? [UNUSED_KEYS] : [])]
  return [...readRegions(report, restriction)].flatMap(([account, regions]) =>
    checks.map(check => ticketId(account, check)).flatMap(id => (busy.has(id) ? [] : [{ id, regions }])),
  )
}

/** Returns the Regions that were read, by account. An account of which something is not known at all is left out. */
export function readRegions({ scope, gaps }: Report, { regions }: Restriction): ReadonlyMap<string, readonly string[]> {
  const doubtful = new Set(gaps.filter(({ region }) => region === null).map(({ account_id }) => account_id))
  const read = scope.places.filter(
    ({ account_id, region, status }) =>
      status !== 'unreachable' && !doubtful.has(account_id) && (regions === null || regions.includes(region)),
  )
  return new Map(
    groupBy(read, ({ account_id }) => account_id).map(places => [
      places[0]?.account_id ?? '',
      places.map(({ region }) => region),
    ]),
  )
}

function busySubjects(report: Report): ReadonlySet<string> {
  const { keys, findings = [] } = report
  const open = findings.filter(({ status }) => status === 'fail' || status === 'unknown')
  const doubtful = [...unusedIn(report), ...keys.filter(key => !isKnownNotUnused(key) && !isUnused(key))]
  return new Set([
    ...open.map(({ account_id, check }) => ticketId(account_id, check)),
    ...doubtful.map(({ account_id }) => ticketId(account_id, UNUSED_KEYS)),
  ])
}

/** The checks of which the report has all findings. */
function judgedChecks({ scope }: Report, minSeverity: Severity | null): string[] {
  return (scope.checks ?? []).filter(check => {
    const severity = scope.check_details?.[check]?.severity
    if (scope.severity === undefined && minSeverity === null) return true
    return [scope.severity ?? null, minSeverity].every(least => severity !== undefined && isSevere({ severity }, least))
  })
}
