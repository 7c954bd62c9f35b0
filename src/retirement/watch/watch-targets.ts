import type { PlannedKey, RetirementPlan } from '../../model/retirement/retirement.ts'
import type { Instant } from '../../model/time.ts'
import type { WatchTarget } from '../../model/retirement/watch-reading.ts'

/**
 * Returns the keys of a plan that are watched: those of the first wave, on which the scripts act, and those that were
 * disabled before the plan. Later waves are planned again.
 */
export function watchTargets({
  account_id: account,
  generated_at,
  waves,
  start_at_watch,
}: RetirementPlan): WatchTarget[] {
  const place = { account, plannedAt: Date.parse(generated_at) }
  const [first] = waves
  return [
    ...(first?.keys ?? []).map(key => toTarget(key, { ...place, wave: first?.number ?? null })),
    ...start_at_watch.map(key => toTarget(key, { ...place, wave: null })),
  ]
}

function toTarget(key: PlannedKey, place: { account: string; plannedAt: Instant; wave: number | null }): WatchTarget {
  const { dependents, dependents_gaps: gaps } = key
  return {
    ...place,
    arn: key.key_arn,
    id: key.key_id,
    region: key.region,
    aliases: key.aliases,
    createdAt: key.created_at === null ? null : Date.parse(key.created_at),
    externalAccounts: key.external_accounts,
    silentDependents: dependents.filter(({ fails_silently }) => fails_silently).map(({ type, id }) => ({ type, id })),
    dependents: gaps === null ? null : { known: dependents.map(({ type, id }) => ({ type, id })), gaps },
  }
}
