import { AuditError } from '../../lib/process/exit.ts'
import { placeOfArn } from '../../model/key-arn.ts'
import type { AuditOptions } from '../../model/options/options.ts'
import type { Report } from '../../model/report/report.ts'
import { KeyFilter } from '../../selection/key-filter.ts'
import { TagFilter } from '../../selection/tag-filter.ts'
import { auditEntered } from '../audit.ts'
import type { EnteredRun } from '../run/run.ts'

/** What was read about keys, or why nothing was. */
export type AuditedKeys = { report: Report } | { why: string }

/**
 * Audits keys that resources name, in the accounts of a run that does something else. What could not be read is a gap of
 * that run. No last use is asked.
 *
 * @param needs what checks need: ids of facts
 */
export async function auditKeys(
  run: EnteredRun,
  arns: readonly string[],
  needs: readonly string[],
): Promise<AuditedKeys> {
  const places = arns.map(placeOfArn)
  const options: AuditOptions = { ...run.options, ...NO_EVIDENCE, keys: arns, needs }
  const accounts = run.accounts.map(({ session, regions }) => ({
    session,
    regions: regions.filter(region =>
      places.some(place => place.account === session.account && place.region === region),
    ),
  }))
  try {
    const { report } = await auditEntered({
      ...run,
      options,
      accounts,
      filter: new NamedKeys(arns),
      tags: new TagFilter([]),
    })
    return { report }
  } catch (error) {
    if (error instanceof AuditError) return { why: error.message }
    throw error
  }
}

/** A resource can name a key that no longer exists. That is not a mistake of the user. */
class NamedKeys extends KeyFilter {
  override requireMatches(): string[] {
    return []
  }
}

const NO_EVIDENCE = {
  manager: 'customer',
  exceptKeys: [],
  tags: [],
  requestDays: null,
  sources: [],
  doubleCheck: false,
  checkpoint: null,
  who: false,
  dependents: null,
  oneKey: null,
  busiest: 0,
} as const satisfies Partial<AuditOptions>
