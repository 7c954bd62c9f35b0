import { OPA_CHECK } from '../model/finding.ts'
import { OPA_CALL } from '../model/opa-server.ts'
import type { Report } from '../model/report.ts'
import type { FailOn } from '../options/options.ts'

/**
 * Why `--fail-on opa` cannot be decided, in one line: OPA answered about no key at all. Null: it can. A gate that was not
 * tried must not pass.
 */
export function undecidedText({ findings = [], gaps }: Report, failOn: readonly FailOn[]): string | null {
  const gap = gaps.find(({ operation }) => operation === OPA_CALL)
  const judged = findings.filter(({ check }) => check === OPA_CHECK)
  if (
    gap === undefined ||
    !failOn.some(gate => gate === (OPA_CHECK as string)) ||
    judged.some(({ status }) => status !== 'unknown')
  )
    return null
  return `--fail-on ${OPA_CHECK} could not be evaluated: OPA returned no decision for any key.`
}
