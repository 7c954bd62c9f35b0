import { subjectsIn } from './finding/subject.ts'
import type { Format } from './format.ts'
import { toOcsf } from './ocsf/ocsf-finding.ts'
import { findingLines } from './json/finding-lines.ts'
import { writeJson } from './json/json-writer.ts'

/** A check that does not apply has no result, so its findings are left out. */
const ocsf: Format = {
  title: 'findings as OCSF 1.6 Compliance Findings, for data lakes and SIEMs',
  *render(report) {
    const subjectOf = subjectsIn(report)
    const findings = (report.findings ?? []).filter(({ status }) => status !== 'not_applicable')
    yield* writeJson(findingLines(findings, finding => toOcsf(subjectOf(finding), report)))
    yield '\n'
  },
}

export default ocsf
