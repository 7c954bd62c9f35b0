import type { Evidence } from '../model/evidence.ts'
import { type Instant, minuteText } from '../model/time.ts'

/** Says for each source why the last use is not known: `cloudtrail: not asked; kms: Access denied` */
export function whyUsageUnknown(evidence: readonly Evidence[], createdAt: Instant | null): string {
  if (evidence.length === 0) return 'no source was queried'
  const reasons = evidence.map(each => `${each.source}: ${reason(each, createdAt)}`)
  return [...new Set(reasons)].toSorted().join('; ')
}

function reason({ complete, sighting }: Evidence, createdAt: Instant | null): string {
  if (sighting.kind === 'unknown') return sighting.why
  if (sighting.kind === 'partial') return `read only back to ${minuteText(sighting.since)}`
  if (!complete) return 'no use found, which is not conclusive'
  if (sighting.until < Math.max(sighting.since, createdAt ?? sighting.since)) return 'the key is too new'
  return `covers only the time until ${minuteText(sighting.until)}`
}
