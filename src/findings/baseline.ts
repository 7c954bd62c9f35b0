import { AuditError } from '../lib/process/exit.ts'
import { identityOf, isProblem } from '../model/finding.ts'
import type { Finding } from '../model/finding.ts'
import type { Report } from '../model/report/report.ts'

/**
 * The problems that an earlier report contains, each by its identity. A muted finding counts as the problem that it
 * mutes.
 */
export interface Baseline {
  failed: ReadonlySet<string>
  unknown: ReadonlySet<string>
}

/**
 * Reads a baseline from an earlier report.
 * @param name names the report in errors
 * @throws AuditError (wrong usage) if the report has no findings, or not those of every key
 */
export function toBaseline({ findings, scope }: Report, name: string): Baseline {
  if (findings === undefined) {
    throw new AuditError('usage', `The baseline ${name} contains no findings.`, {
      hint: 'Create one with kms-audit --checks -o json.',
    })
  }
  if (scope.only !== undefined) {
    const what = `The baseline ${name} was saved with --only: it does not contain the findings of other keys.`
    throw new AuditError('usage', what, { hint: 'Save it without --only.' })
  }
  return { failed: identities(findings, 'fail'), unknown: identities(findings, 'unknown') }
}

/** Returns the report with `is_new` on every failing or unknown finding. */
export function markNewFindings(report: Report, { failed, unknown }: Baseline): Report {
  if (report.findings === undefined) return report
  // A finding that was unknown in the baseline and fails now is new, because it has not been reported as a failure.
  const isKnown = (finding: Finding): boolean =>
    failed.has(identityOf(finding)) || (finding.status === 'unknown' && unknown.has(identityOf(finding)))
  return {
    ...report,
    findings: report.findings.map(finding => {
      const { is_new: _, ...rest } = finding
      return isProblem(finding) ? { ...rest, is_new: !isKnown(finding) } : rest
    }),
  }
}

const identities = (findings: readonly Finding[], status: 'fail' | 'unknown'): ReadonlySet<string> =>
  new Set(findings.filter(one => (one.muted?.status ?? one.status) === status).map(identityOf))
