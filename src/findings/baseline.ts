import { AuditError } from '../lib/process/exit.ts'
import { identityOf, isProblem } from '../model/finding.ts'
import type { Finding } from '../model/finding.ts'
import type { Report } from '../model/report.ts'

/** The report with every failing or unknown finding marked: is it new since the baseline, an earlier report? */
export function markNewFindings(report: Report, baseline: Report, file: string): Report {
  if (report.findings === undefined) return report
  if (baseline.findings === undefined) {
    throw new AuditError('usage', `The baseline ${file} contains no findings.`, {
      hint: 'Create one with kms-audit --checks -o json.',
    })
  }
  if (baseline.scope.only !== undefined) {
    throw new AuditError(
      'usage',
      `The baseline ${file} was saved with --only: it does not contain the findings of other keys.`,
      {
        hint: 'Save it without --only.',
      },
    )
  }
  const [failed, unknown] = [identities(baseline.findings, 'fail'), identities(baseline.findings, 'unknown')]
  // What could not be judged then and fails now was never seen to fail: that is news.
  const wasThere = (finding: Finding): boolean =>
    failed.has(identityOf(finding)) || (finding.status === 'unknown' && unknown.has(identityOf(finding)))
  return {
    ...report,
    findings: report.findings.map(finding => {
      const { is_new: _, ...rest } = finding
      return isProblem(finding) ? { ...rest, is_new: !wasThere(finding) } : rest
    }),
  }
}

/** A finding that was muted then was there all the same. */
const identities = (findings: readonly Finding[], status: 'fail' | 'unknown'): ReadonlySet<string> =>
  new Set(findings.filter(one => (one.muted?.status ?? one.status) === status).map(identityOf))
