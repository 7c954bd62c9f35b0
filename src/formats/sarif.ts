import { safeText } from '../lib/text/safe-text.ts'
import { kindOf } from '../model/assessments/findings-report.ts'
import type { Report } from '../model/report/report.ts'
import { subjectsIn } from './finding/subject.ts'
import type { Format } from './format.ts'
import { toSarifResult } from './sarif/sarif-result.ts'
import { type SarifRule, toSarifRules } from './sarif/sarif-rules.ts'
import { sarifText } from './sarif/sarif-text.ts'
import { findingLines } from './json/finding-lines.ts'
import { writeJson } from './json/json-writer.ts'

/** Passed checks are left out, because many readers, GitHub among them, show every result as an alert. */
const sarif: Format = {
  title: 'findings in SARIF 2.1.0, for code scanning',
  *render(report) {
    const subjectOf = subjectsIn(report)
    const findings = (report.findings ?? []).filter(({ status }) => SHOWN.has(status))
    const rules = toSarifRules(report, findings)
    const indexes = new Map(rules.map(({ id }, index) => [id, index]))
    const results = findingLines(findings, finding => toSarifResult(subjectOf(finding), indexes))
    yield* writeJson(sarifLog(report, rules, results))
    yield '\n'
  },
}

export default sarif

const SHOWN: ReadonlySet<string> = new Set(['fail', 'unknown', 'muted'])

const sarifLog = (report: Report, rules: readonly SarifRule[], results: object): unknown => ({
  $schema: 'https://json.schemastore.org/sarif-2.1.0.json',
  version: '2.1.0',
  runs: [
    {
      tool: {
        driver: { name: 'kms-audit', version: report.tool_version, rules },
      },
      // GitHub closes the alerts of an earlier upload with the same category.
      automationDetails: { id: kindOf(report) === null ? 'kms-audit/' : `kms-audit/${kindOf(report)}/` },
      columnKind: 'utf16CodeUnits',
      invocations: [
        {
          executionSuccessful: true,
          endTimeUtc: report.generated_at,
          toolExecutionNotifications: report.gaps.length === 0 ? undefined : report.gaps.map(toNotification),
        },
      ],
      results,
    },
  ],
})

/** Returns a notification for a gap, so that a missing result is not mistaken for a pass. */
const toNotification = ({ account_id, region, key_id, operation, message }: Report['gaps'][number]): unknown => ({
  level: 'warning',
  message: {
    text: sarifText(safeText([[account_id, region, key_id].filter(Boolean).join(' '), operation, message].join(': '))),
  },
})
