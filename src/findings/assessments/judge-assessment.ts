import type { AssessmentCheck, AssessmentContext, SubjectResult } from '../../checks/assessment-check.ts'
import { gapText } from '../../checks/assessment-check.ts'
import { defined } from '../../lib/defined.ts'
import type { Assessment } from '../../model/assessments/assessment.ts'
import type { Finding } from '../../model/finding.ts'
import { checkRecord } from '../check-record.ts'
import { SortedFindings } from '../sorted-findings.ts'

/** Returns the document with the results of these checks, in place of earlier ones. Pure. */
export function judgeAssessment<A extends Assessment>(whole: A, checks: readonly AssessmentCheck<A>[]): A {
  const { severity: _, ...asked } = whole.scope
  const context = contextOf(whole)
  const sorted = new SortedFindings()
  for (const check of checks.toSorted((one, other) => (one.id < other.id ? -1 : 1)))
    for (const each of check.judge(whole, context)) sorted.add(toFinding(check, each))
  const scope = {
    ...asked,
    checks: checks.map(({ id }) => id),
    check_details: Object.fromEntries(checks.map(check => [check.id, checkRecord(check)])),
  }
  return { ...whole, scope, findings: sorted.all() }
}

const contextOf = ({ generated_at, gaps }: Assessment): AssessmentContext => ({
  now: Date.parse(generated_at),
  why: ({ account_id, region }, operations) => {
    const gap = gaps.find(
      each =>
        each.account_id === account_id &&
        (each.region === null || region === null || each.region === region) &&
        operations.includes(each.operation),
    )
    return gap === undefined ? null : gapText(gap)
  },
})

function toFinding<A extends Assessment>(
  { id, title, severity }: AssessmentCheck<A>,
  { account_id, region, key_id = null, resource, related, rule, result }: SubjectResult,
): Finding {
  const failed = result.status === 'fail' ? result : null
  return {
    check: id,
    severity: failed?.severity ?? severity,
    status: result.status,
    account_id,
    region,
    key_id,
    ...defined({ resource, related, rule }),
    title,
    detail: result.status === 'pass' ? '' : result.detail,
    remedy: failed?.remedy ?? '',
    ...defined({ advice: failed?.advice }),
  }
}
