import { mkdtemp, mkdir, rm, writeFile } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { DAY, HOUR, isoTime } from '../../../src/model/time.ts'
import { PLAN_KIND, type PlannedKey, type RetirementPlan } from '../../../src/model/retirement/retirement.ts'
import { planText, sealPlan } from '../../../src/retirement/plan/plan-document.ts'
import { type SimKey, simKey, type SimUse } from '../../../src/simulation/world/sim-key.ts'
import { ACCOUNT, arn, id, NOW } from '../../simulation/services/clients.ts'

export const DISABLED_AT = NOW - 40 * DAY
export const PLANNED_AT = NOW - 41 * DAY
const ADMIN = `arn:aws:iam::${ACCOUNT}:user/admin`
export const APP = `arn:aws:sts::${ACCOUNT}:assumed-role/orders/i-0abcd1234ef567890`

/** A key of us-east-1 that step 1 disabled 40 days ago. */
export const disabledKey = (number: number, more: Partial<SimKey> = {}, events: readonly SimUse[] = []): SimKey =>
  simKey({
    id: id(number),
    aliases: [`alias/app-${number}`],
    state: 'Disabled',
    ...more,
    noise: [{ operation: 'DisableKey', at: DISABLED_AT, by: ADMIN }, ...events],
  })

export const refusedCall = (at = NOW - DAY, more: Partial<SimUse> = {}): SimUse => ({
  operation: 'Decrypt',
  at,
  by: APP,
  errorCode: 'DisabledException',
  encryptionContext: { 'aws:s3:arn': 'arn:aws:s3:::orders' },
  ...more,
})

export const change = (operation: string, at: number): SimUse => ({ operation, at, by: ADMIN })

/** The key as the plan saw it before step 1. */
export const plannedKey = (key: SimKey, more: Partial<PlannedKey> = {}): PlannedKey => ({
  key_arn: arn(Number(key.id.slice(-12))),
  key_id: key.id,
  region: 'us-east-1',
  aliases: [...key.aliases],
  description: key.description,
  key_state: 'Enabled',
  key_spec: key.spec,
  created_at: isoTime(key.createdAt),
  disabled_at: null,
  policy_digest: 'a'.repeat(64),
  last_used_at: null,
  last_used: null,
  last_use_check: { rule: 'exact', at: null },
  readiness: 'ready',
  reasons: [],
  dependents: [],
  dependents_gaps: null,
  fails_silently: false,
  external_accounts: [],
  monthly_savings: 1,
  multi_region: null,
  ...more,
})

const SAVINGS = { monthly: 1, annual: 12, from: '2026-12-20', deleted_by: '2027-01-19' }

export const aPlan = (keys: readonly PlannedKey[], more: Partial<RetirementPlan> = {}): RetirementPlan =>
  sealPlan({
    schema_version: 1,
    kind: PLAN_KIND,
    tool_version: '1.0.0',
    generated_at: isoTime(PLANNED_AT),
    created_at: isoTime(PLANNED_AT + HOUR),
    account_id: ACCOUNT,
    partition: 'aws',
    unused_days: 90,
    plan_ttl_days: 7,
    watch_days: 30,
    pending_window_days: 30,
    wave_size: 10,
    searched_types: null,
    dependent_types: [],
    keys: keys.length,
    savings: SAVINGS,
    waves: [{ number: 1, keys: [...keys], watch_days: 30, savings: SAVINGS }],
    start_at_watch: [],
    migrate_first: [],
    owned_by_code: [],
    not_planned: [],
    ...more,
  })

const directories: string[] = []

/** Removes the directories of all plans that were written. */
export const removePlans = (): Promise<unknown> =>
  Promise.all(directories.splice(0).map(directory => rm(directory, { recursive: true })))

/** Writes plans as `retire plan` does. Returns the directory. */
export async function written(...plans: readonly RetirementPlan[]): Promise<string> {
  const directory = await mkdtemp(join(tmpdir(), 'kms-audit-watch-'))
  directories.push(directory)
  for (const plan of plans) {
    await mkdir(join(directory, plan.account_id))
    await writeFile(join(directory, plan.account_id, 'plan.json'), planText(plan))
  }
  return directory
}
