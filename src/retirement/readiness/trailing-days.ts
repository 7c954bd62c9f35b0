import type { KeyRecord } from '../../model/report/report.ts'
import { DAY, type Instant } from '../../model/time.ts'

/**
 * Returns what `kms:TrailingDaysWithoutKeyUsage` is for the key: whole days since its last use; without one, since its
 * creation or, if that is earlier, since KMS tracks uses. Null: not known.
 * https://docs.aws.amazon.com/kms/latest/developerguide/conditions-kms.html#conditions-kms-trailing-days-without-key-usage
 */
export function trailingDays({ usage, created_at }: KeyRecord, now: Instant): number | null {
  const tracked = usage?.evidence.find(({ source }) => source === 'kms')
  const from = usage?.last_used_at ?? tracked?.last_used_at ?? startOf(tracked, created_at)
  return from === null ? null : Math.floor((now - Date.parse(from)) / DAY)
}

function startOf(tracked: { status: string; since?: string } | undefined, created: string | null): string | null {
  if (tracked?.status !== 'not_observed' || tracked.since === undefined) return null
  return created !== null && Date.parse(created) > Date.parse(tracked.since) ? created : tracked.since
}
