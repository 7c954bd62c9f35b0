import type { Report } from '../../model/report/report.ts'
import { searchedOptions } from '../../model/report/report-command.ts'
import { PLAN_KIND, type RetirementPlan } from '../../model/retirement/retirement.ts'
import { DAY, isoTime } from '../../model/time.ts'
import { readinessContext } from '../readiness/context.ts'
import { PENDING_WINDOW_DAYS } from './pending-window.ts'
import { sealPlan } from './plan-document.ts'
import type { PlanOptions } from './plan-options.ts'
import { savingsOf } from './savings.ts'
import { sortKeys } from './sorted-keys.ts'
import { inWaves, replicasFirst } from './waves.ts'

/** Makes the plans of all accounts of a report, in the order of their ids. */
export function plansOf(report: Report, options: PlanOptions): RetirementPlan[] {
  const context = readinessContext(report)
  const accounts = [...new Set(report.keys.map(({ account_id }) => account_id))].toSorted()
  return accounts.map(account => planOf(account, context, options))
}

function planOf(account: string, context: ReturnType<typeof readinessContext>, options: PlanOptions): RetirementPlan {
  const { report, now: generated } = context
  const keys = report.keys.filter(({ account_id }) => account_id === account)
  const sorted = sortKeys(keys, context)
  const watch = options.watchDays * DAY
  const after = (watches: number) => ({
    scheduled: generated + watches * watch,
    pendingWindowDays: PENDING_WINDOW_DAYS,
  })
  const archived = searchedOptions(report)
  const waves = inWaves(sorted.toDisable, options.waveSize).map((wave, index) => ({
    number: index + 1,
    keys: wave,
    watch_days: options.watchDays,
    savings: savingsOf(wave, after(index + 1)),
  }))
  return sealPlan({
    schema_version: 1,
    kind: PLAN_KIND,
    tool_version: options.version,
    generated_at: report.generated_at,
    created_at: isoTime(options.now),
    account_id: account,
    partition: keys[0]?.key_arn.split(':')[1] ?? 'aws',
    unused_days: report.unused_days,
    plan_ttl_days: options.planTtlDays,
    watch_days: options.watchDays,
    pending_window_days: PENDING_WINDOW_DAYS,
    wave_size: options.waveSize,
    searched_types: report.scope.dependents?.types.map(({ id }) => id) ?? null,
    ...(archived.length === 0 ? {} : { archive_options: [...archived] }),
    dependent_types: report.scope.dependents?.types ?? [],
    keys: keys.length,
    savings: savingsOf([...sorted.toDisable, ...sorted.startAtWatch], after(Math.max(1, waves.length))),
    waves,
    start_at_watch: replicasFirst(sorted.startAtWatch),
    migrate_first: sorted.migrateFirst,
    owned_by_code: sorted.ownedByCode,
    not_planned: sorted.notPlanned,
  })
}
