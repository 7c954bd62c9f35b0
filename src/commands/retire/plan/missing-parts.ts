import { joinWithAnd } from '../../../lib/text/lists.ts'
import type { KeyRecord, Report } from '../../../model/report/report.ts'
import { reportCommand } from '../../../model/report/report-command.ts'

/**
 * Returns a line that says what a saved report lacks, so that no key of it can be ready, and which command reads it.
 * Null: nothing.
 */
export function missingText(report: Report, name: string): string | null {
  const keys = report.keys.filter(({ key_manager }) => key_manager === 'CUSTOMER')
  if (keys.length === 0) return null
  const lacks = (field: keyof KeyRecord): boolean => keys.every(key => key[field] === undefined)
  const missing = [
    ...(lacks('dependents') ? ['the resources that reference keys'] : []),
    ...(lacks('key_policy') ? ['key policies'] : []),
    ...(lacks('grants') ? ['grants'] : []),
    ...(lacks('tags') ? ['tags'] : []),
  ]
  if (missing.length === 0) return null
  const plan = reportCommand(report, 'retire', 'plan')
  const save = reportCommand(report, '--dependents', '--checks', '-o', 'json')
  return `${name} was saved without ${joinWithAnd(missing)}, so no key is ready. Run ${plan} without --from, or save the report with ${save}.`
}
