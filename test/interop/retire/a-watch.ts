import { writeFileSync } from 'node:fs'
import { join } from 'node:path'
import type { RetirementPlan } from '../../../src/model/retirement/retirement.ts'
import type { WatchedKeyRecord, WatchRecord } from '../../../src/model/retirement/retirement-watch.ts'
import { DAY, HOUR, isoTime } from '../../../src/model/time.ts'
import { watchTable } from '../../../src/retirement/plan/watch-table.ts'

/** Writes a watch as `kms-audit retire watch` does: of keys that were disabled 31 days ago, all of them quiet. */
export function writeWatch(
  directory: string,
  plan: RetirementPlan,
  different: Partial<WatchedKeyRecord> = {},
  { hoursAgo = 1, ...rest }: Partial<WatchRecord> & { hoursAgo?: number } = {},
): void {
  const now = Date.now()
  const keys = [...(plan.waves[0]?.keys ?? []), ...plan.start_at_watch].map(
    ({ key_arn }) =>
      ({
        key_arn,
        verdict: 'quiet',
        disabled_at: isoTime(now - 31 * DAY),
        window_ends_at: isoTime(now - DAY),
        ...different,
      }) as WatchedKeyRecord,
  )
  const watch: WatchRecord = {
    schema_version: 1,
    kind: 'kms-audit-retirement-watch',
    tool_version: '0.1.0',
    plan_id: plan.plan_id,
    account_id: plan.account_id,
    generated_at: isoTime(now - hoursAgo * HOUR),
    window_days: plan.watch_days,
    notes: [],
    keys,
    ...rest,
  }
  const text = JSON.stringify(watch)
  writeFileSync(join(directory, 'watch.json'), text)
  writeFileSync(join(directory, 'watch.tsv'), watchTable(watch, text))
}
