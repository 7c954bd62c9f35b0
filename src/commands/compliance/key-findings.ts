import { checks } from '../../checks/index.ts'
import type { Check, KeyCheck } from '../../checks/check.ts'
import type { AuditedKeys } from '../../collect/compliance/audit-keys.ts'
import type { EnteredRun } from '../../collect/run/run.ts'
import { loadChecks, needsOf } from '../../findings/load-checks.ts'
import { withFindings } from '../../findings/with-findings.ts'

/** Audits keys with every check of a key that needs neither its use nor its names. */
export async function keyFindings(run: EnteredRun, arns: readonly string[]): Promise<AuditedKeys> {
  const { auditKeys } = await import('../../collect/compliance/audit-keys.ts')
  const used = (await loadChecks(Object.keys(checks))).filter(isAboutSecurity)
  const needs = needsOf(used, { asksOpa: false, findsDependents: false, also: [] })
  const audited = await auditKeys(run, arns, needs)
  if ('why' in audited) return audited
  const settings = { trustedAccounts: [], requiredTags: [] }
  const report = await withFindings(audited.report, {
    checks: used,
    settings,
    frameworks: [],
    opa: null,
    mutelist: null,
    baseline: null,
  })
  return { report }
}

const LEFT_OUT: readonly string[] = ['usage', 'tags', 'aliases', 'trails']

const isAboutSecurity = (check: Check): check is KeyCheck =>
  check.scope === 'key' && !check.needs.some(need => LEFT_OUT.includes(need))
