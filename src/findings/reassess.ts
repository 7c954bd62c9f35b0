import { frameworks } from '../checks/frameworks.ts'
import type { Report } from '../model/report/report.ts'

/**
 * Returns the ids of the frameworks that a saved report assesses and that can be assessed again from its findings.
 * Empty: the findings are not all there, or the report is from a version with other frameworks.
 */
export function reassessable({ compliance = [], findings, scope, keys, summary }: Report): string[] {
  const isWhole = findings !== undefined && scope.severity === undefined && keys.length === summary.keys
  const isKnown = compliance.every(
    ({ framework, controls }) =>
      frameworks.some(({ id }) => id === framework) &&
      controls.every(({ checks }) => checks.every(check => scope.checks?.includes(check))),
  )
  return isWhole && isKnown ? compliance.map(({ framework }) => framework) : []
}

/** Returns a narrowed report without results that cover keys which it no longer contains. */
export function withoutStaleCompliance(report: Report): Report {
  if (report.compliance === undefined || reassessable(report).length > 0) return report
  const { compliance: _, ...rest } = report
  return rest
}
