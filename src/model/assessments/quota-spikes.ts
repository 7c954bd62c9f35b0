import type { QuotaDay, QuotaRecord } from './quotas.ts'

/** A rate below this percentage of its quota is not a spike, because it is far from the quota. */
export const LEAST_SPIKE_PERCENT = 10

/**
 * Returns the days on which the rate was far beyond the usual: at least `times` the median of all days, and at least a
 * tenth of the quota.
 */
export function spikesOf(
  { days, per_second: quota, usual_per_second: usual }: Pick<QuotaRecord, 'days' | 'per_second' | 'usual_per_second'>,
  times: number,
): QuotaDay[] {
  if (usual === null) return []
  const least = Math.max(usual * times, (quota * LEAST_SPIKE_PERCENT) / 100)
  return days.filter(({ peak_per_second: peak }) => peak >= least)
}
