import type { NoticedDeletion } from '../../model/history/noticed-deletion.ts'
import { isPendingDeletion } from '../../model/key.ts'
import type { KeyRecord, Report } from '../../model/report/report.ts'
import { Coverage } from '../coverage.ts'
import { keyIdentity } from '../key-identity.ts'

/**
 * Returns the keys of an earlier report that are pending deletion or gone in a newer one, and were not before. A key is
 * gone only if the newer report would have it. Pure.
 */
export function noticedDeletions(old: Report, now: Report): NoticedDeletion[] {
  const present = new Map(now.keys.map(key => [keyIdentity(key), key]))
  const coverage = new Coverage(now)
  return old.keys.flatMap(before => {
    const key = present.get(keyIdentity(before))
    if (key !== undefined) return isPending(key) && !isPending(before) ? [noticed(key, before, old)] : []
    return coverage.absenceOf(before).kind === 'absent' ? [noticed(null, before, old)] : []
  })
}

const isPending = ({ key_state }: KeyRecord): boolean => key_state !== null && isPendingDeletion(key_state)

const noticed = (key: KeyRecord | null, before: KeyRecord, { generated_at }: Report): NoticedDeletion => ({
  arn: before.key_arn,
  key: {
    account_id: before.account_id,
    region: before.region,
    key_id: before.key_id,
    alias: key?.aliases[0] ?? before.aliases[0] ?? null,
    outcome: key === null ? 'gone' : 'pending_deletion',
    seen_at: generated_at,
    deletion_date: key === null ? before.deletion_date : key.deletion_date,
  },
})
