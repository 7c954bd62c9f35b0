import type { RateQuota, RateQuotas } from '../../aws/service-quotas/list-rate-quotas.ts'
import type { QuotaSource } from '../../model/assessments/quotas.ts'

/** A quota with the value that counts. */
export interface MergedQuota extends RateQuota {
  source: QuotaSource
  /** Null: it could not be read. */
  defaultPerSecond: number | null
}

/** Returns each quota once: with its applied value, or with the default where AWS has no applied one. Pure. */
export function mergeQuotas(applied: RateQuotas, defaults: RateQuotas): MergedQuota[] {
  const own = new Map(applied.quotas.map(quota => [quota.code, quota]))
  const others = new Map(defaults.quotas.map(quota => [quota.code, quota]))
  // If the list of applied values is not whole, the value of this quota may be missing in it.
  const source = applied.failure === null ? 'default' : 'assumed_default'
  const merged = [...new Set([...own.keys(), ...others.keys()])].flatMap((code): MergedQuota[] => {
    const [one, other] = [own.get(code), others.get(code)]
    const quota = one ?? other
    if (quota === undefined) return []
    return [
      {
        ...quota,
        metric: quota.metric ?? other?.metric ?? null,
        source: one === undefined ? source : 'applied',
        defaultPerSecond: other?.perSecond ?? null,
      },
    ]
  })
  return merged.toSorted((a, b) => (a.name < b.name ? -1 : Number(a.name > b.name)))
}
