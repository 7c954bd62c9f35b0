import { readFile } from 'node:fs/promises'
import { readSavedReport } from '../audit/saved-report.ts'
import type { Check } from '../checks/check.ts'
import { checks } from '../checks/index.ts'
import { AuditError } from '../lib/exit.ts'
import { load } from '../lib/registry.ts'
import type { CheckRecord, Report } from '../model/report.ts'
import type { CheckOptions } from '../options/options.ts'

export const loadChecks = (ids: readonly string[]): Promise<Check[]> =>
  Promise.all(ids.map(id => load<Check>(checks, id)))

/** The report with what the selected checks say of it; as it is where none was selected. */
export async function judged(report: Report, selected: readonly Check[], options: CheckOptions): Promise<Report> {
  if (selected.length === 0) return report
  const { judge } = await import('../checks/judge.ts')
  const { trustedAccounts, requiredTags } = options
  const found = judge(report, selected, { trustedAccounts, requiredTags })
  const check_details = Object.fromEntries(selected.map(check => [check.id, detailsOf(check)]))
  const scope = { ...found.scope, checks: selected.map(({ id }) => id), check_details }
  return compared(await muted({ ...found, scope }, options), options)
}

const detailsOf = ({ title, severity, why, controls = [] }: Check): CheckRecord => ({
  title,
  severity,
  why,
  controls: [...controls],
})

async function muted(report: Report, { mutelist: path }: CheckOptions): Promise<Report> {
  if (path === null) return report
  const { readMutelist } = await import('../findings/read-mutelist.ts')
  const mutelist = await import('../findings/mutelist.ts')
  const list = readMutelist(await textOf(path), Object.keys(checks))
  return mutelist.muted(report, list, Date.parse(report.generated_at))
}

async function compared(report: Report, { baseline: path }: CheckOptions): Promise<Report> {
  if (path === null) return report
  const { against } = await import('../findings/baseline.ts')
  return against(report, await readSavedReport(path))
}

async function textOf(path: string): Promise<string> {
  try {
    return await readFile(path, 'utf8')
  } catch (error) {
    throw new AuditError('usage', `Cannot read ${path}: ${(error as Error).message}.`, { cause: error })
  }
}
