import { toAsff } from './asff/asff-finding.ts'
import { subjectsIn } from './finding/subject.ts'
import type { Format } from './format.ts'
import { findingLines } from './json/finding-lines.ts'
import { writeJson } from './json/json-writer.ts'

/**
 * Failed and unknown findings are sent as active, passed and muted ones as archived. Security Hub then drops a problem
 * that was sent once and was fixed or accepted later. Findings of checks that do not apply are left out.
 */
const asff: Format = {
  title: 'findings in the AWS Security Finding Format, for Security Hub CSPM',
  *render(report) {
    const subjectOf = subjectsIn(report)
    const findings = (report.findings ?? []).filter(({ status }) => status !== 'not_applicable')
    yield* writeJson({ Findings: findingLines(findings, finding => toAsff(subjectOf(finding), report)) })
    yield '\n'
  },
}

export default asff
