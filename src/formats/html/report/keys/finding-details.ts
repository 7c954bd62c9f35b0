import type { Finding } from '../../../../model/finding.ts'
import { commandLines } from '../../../table/findings/command-lines.ts'
import { adviceLines, safeDetail, templateLines } from '../../../finding/finding-text.ts'
import { commandLine, type Detail, heading, line } from './detail.ts'

/** The findings of a key with their remedies, the worst first. Undefined: no check was run. */
export function findingDetails(findings: readonly Finding[] | undefined): Detail[] {
  if (findings === undefined) return [heading('Findings'), line('Not checked', 'No check was run: add --checks.')]
  const problems = findings.filter(({ status }) => PROBLEMS.has(status))
  return [
    heading('Findings'),
    ...(problems.length === 0 ? [line('None', 'No check fails for this key.')] : problems.flatMap(problemDetails)),
  ]
}

const PROBLEMS: ReadonlySet<string> = new Set(['fail', 'unknown', 'muted'])

function problemDetails(finding: Finding): Detail[] {
  const { severity, status, check, muted } = finding
  const label = status === 'fail' ? severity : status
  const reason = muted === undefined ? '' : ` Accepted: ${muted.reason}`
  return [
    { kind: 'finding', label, text: `${check}: ${safeDetail(finding)}${reason}` },
    ...(status === 'fail' ? remedyDetails(finding) : []),
  ]
}

/** Advice with JSON statements to paste is a command as well: it is copied as it is. */
export function remedyDetails(finding: Finding): Detail[] {
  const advice = adviceLines(finding)
  const [warning, ...template] = templateLines(finding)
  return [
    ...advice.flatMap(text => (text.startsWith('{') ? commandLine('Statement', [text]) : [line('Advice', text)])),
    ...(finding.remedy === '' ? [] : commandLine('Remedy', commandLines(finding.remedy))),
    ...(warning === undefined ? [] : [line('Template', warning), ...commandLine('Change', template)]),
  ]
}
