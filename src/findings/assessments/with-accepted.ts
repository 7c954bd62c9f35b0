import type { Assessment } from '../../model/assessments/assessment.ts'
import { type Severity, isSevere } from '../../model/finding.ts'
import { applyMutelist } from '../apply-mutelist.ts'
import { type Baseline, markNewFindings } from '../baseline.ts'
import type { Mutelist } from '../mutelist.ts'
import { findingsReport } from '../../model/assessments/findings-report.ts'

export interface Accepted {
  /** Null: without a mutelist. */
  mutelist: Mutelist | null
  /** Null: without a baseline. */
  baseline: Baseline | null
}

/** Returns the document with accepted findings muted, and the others compared with the baseline. */
export function withAccepted<A extends Assessment>(whole: A, { mutelist, baseline }: Accepted): A {
  const report = findingsReport(whole)
  const muted = mutelist === null ? report : applyMutelist(report, mutelist, Date.parse(report.generated_at))
  const { findings = [] } = baseline === null ? muted : markNewFindings(muted, baseline)
  return { ...whole, findings }
}

/** Returns the document without findings that are less severe. Null: all are kept. */
export const severeOnly = <A extends Assessment>(whole: A, least: Severity | null): A =>
  least === null
    ? whole
    : {
        ...whole,
        scope: { ...whole.scope, severity: least },
        findings: whole.findings.filter(finding => isSevere(finding, least)),
      }
