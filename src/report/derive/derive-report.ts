import { AuditError } from '../../lib/process/exit.ts'
import { load } from '../../lib/registry.ts'
import type { Report } from '../../model/report/report.ts'
import type { SavedOptions } from '../../model/options/options.ts'
import { sources } from '../../sources/index.ts'
import type { Source } from '../../sources/source.ts'
import type { SourceTraits } from './from-record.ts'
import { narrowReport, type NarrowedReport } from './narrow-report.ts'
import { recountReport } from './recount-report.ts'

/**
 * Returns what an audit with these options would have reported, from a saved report alone; the same report if no option
 * changes it.
 *
 * @param name names the report in errors
 * @throws AuditError (wrong usage) for an option that the report cannot answer
 */
export async function deriveReport(report: Report, saved: SavedOptions, name: string): Promise<NarrowedReport> {
  const option = changingOption(saved)
  if (option === null) return { report, notes: [] }
  const missing = report.summary.keys - report.keys.length
  if (missing > 0)
    throw new AuditError('usage', `${option} needs every key, but ${name} was saved without ${missing} of them.`, {
      hint: 'Save the report without --only.',
    })
  if (saved.unusedDays !== null && report.scope.sources.length === 0)
    throw new AuditError('usage', `--unused-days needs evidence of use, but ${name} has none.`, {
      hint: 'Run the audit again without --source none.',
    })
  if (saved.tags.length > 0 && !holdsTags(report))
    throw new AuditError('usage', `--tag needs the tags of the keys, but ${name} was saved without them.`, {
      hint: 'Run the audit again with --tag, or with --checks.',
    })
  const narrow = narrowReport(report, saved)
  return { report: recountReport(narrow.report, saved, await traitsOf(report)), notes: narrow.notes }
}

/**
 * Whether the report contains tags: an audit reads them only with `--tag` or for a check. AWS managed keys have none.
 */
const holdsTags = ({ keys, scope }: Report): boolean => {
  const own = keys.filter(({ key_manager }) => key_manager !== 'AWS')
  return own.length === 0 || scope.tags !== undefined || own.some(({ tags }) => tags !== undefined)
}

/** Returns the first option that changes the report; null: none does. */
function changingOption({
  regions,
  accounts,
  exceptAccounts,
  keys,
  exceptKeys,
  tags,
  manager,
  unusedDays,
  pricePerKey,
}: SavedOptions) {
  if (regions !== null) return '--region'
  if (accounts.length > 0) return '--accounts'
  if (exceptAccounts.length > 0) return '--exclude-accounts'
  if (keys.length > 0) return '--key'
  if (exceptKeys.length > 0) return '--exclude-key'
  if (tags.length > 0) return '--tag'
  if (manager !== null) return '--manager'
  if (unusedDays !== null) return '--unused-days'
  return pricePerKey === null ? null : '--price-per-key'
}

async function traitsOf({ scope }: Report): Promise<ReadonlyMap<string, SourceTraits>> {
  const ids = scope.sources.filter(id => id in sources)
  const loaded = await Promise.all(ids.map(async id => [id, await load<Source>(sources, id)] as const))
  return new Map(loaded.map(([id, { complete, delay }]) => [id, { complete, delay }]))
}
