import type { ReadinessRecord } from '../../model/retirement/retirement.ts'
import type { KeyRecord } from '../../model/report/report.ts'
import type { LastUseCheck, PlannedFamily, PlannedKey } from '../../model/retirement/retirement.ts'
import { DAY, isoTime } from '../../model/time.ts'
import { externalAccounts } from '../external-accounts.ts'
import type { ReadinessContext } from '../readiness/context.ts'
import { policyDigest } from './policy-digest.ts'

/** What the scripts and the watch need of a key. */
export function toPlannedKey(key: KeyRecord, judged: ReadinessRecord, context: ReadinessContext): PlannedKey {
  const { accounts, isComplete } = externalAccounts(key, context)
  const { key_policy: policy, dependents = [] } = key
  return {
    key_arn: key.key_arn,
    key_id: key.key_id,
    region: key.region,
    aliases: [...key.aliases],
    description: key.description,
    key_state: key.key_state,
    key_spec: key.key_spec,
    created_at: key.created_at,
    disabled_at: key.key_state === 'Disabled' ? lastDisabled(key) : null,
    policy_digest: policy === undefined || policy === null ? null : policyDigest(policy),
    last_used_at: key.usage?.last_used_at ?? null,
    last_used: key.last_used ?? null,
    last_use_check: lastUseCheck(key, context),
    ...judged,
    dependents: [...dependents],
    dependents_gaps: key.dependents === undefined || key.dependents_gaps === undefined ? null : typesOf(key),
    fails_silently: dependents.some(({ fails_silently }) => fails_silently),
    external_accounts: isComplete ? accounts : null,
    monthly_savings: key.cost.key,
    multi_region: familyOf(key),
  }
}

const typesOf = ({ dependents_gaps = [] }: KeyRecord): string[] => [...new Set(dependents_gaps.map(({ type }) => type))]

const lastDisabled = ({ usage }: KeyRecord): string | null =>
  (usage?.evidence ?? [])
    .flatMap(({ disabled_at: at }) => at ?? [])
    .toSorted()
    .at(-1) ?? null

/** GetKeyLastUsage only answers the same again if the key was not used in between. */
function lastUseCheck({ usage }: KeyRecord, { now, report }: ReadinessContext): LastUseCheck {
  const byKms = usage?.evidence.find(({ source }) => source === 'kms')
  if (byKms?.status === 'not_observed') return { rule: 'exact', at: null }
  if (byKms?.status === 'used' && byKms.last_used_at !== undefined) return { rule: 'exact', at: byKms.last_used_at }
  return { rule: 'not_after', at: isoTime(now - report.unused_days * DAY) }
}

const familyOf = (key: KeyRecord): PlannedFamily | null =>
  key.multi_region_type === null
    ? null
    : { type: key.multi_region_type, primary_key_arn: key.primary_key_arn, replicas: [...key.replica_keys] }
