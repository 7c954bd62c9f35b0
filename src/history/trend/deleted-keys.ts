import type { DeletedKey } from '../../model/history/report-trend.ts'
import type { DeletionRecord } from '../../model/report/deletion.ts'
import { keyIdentity } from '../key-identity.ts'

/** The deletions that one run noticed. */
export interface NoticedBy {
  generatedAt: string
  deletions: readonly DeletionRecord[]
}

/**
 * Returns the keys that runs saw deleted, the oldest first. One run can see that the deletion of a key is scheduled, and
 * a later one that the key is gone: together they are one entry, with the call that either of them found. Pure.
 */
export function deletedKeys(runs: readonly NoticedBy[]): DeletedKey[] {
  const byKey = new Map<string, DeletedKey>()
  for (const { generatedAt, deletions } of runs.toSorted(byTime))
    for (const record of deletions) {
      const id = keyIdentity(record)
      const before = byKey.get(id)
      // A deletion that was canceled in between is another one.
      const isSame = before !== undefined && (before.outcome !== record.outcome || record.event_id === before.event_id)
      byKey.set(id, isSame ? together(before, record) : { ...record, noticed_at: generatedAt })
    }
  return [...byKey.values()].toSorted((one, other) => (one.noticed_at < other.noticed_at ? -1 : 1))
}

const byTime = (one: NoticedBy, other: NoticedBy): number => (one.generatedAt < other.generatedAt ? -1 : 1)

function together(before: DeletedKey, record: DeletionRecord): DeletedKey {
  const isKnown = before.status === 'known' || record.status === 'unknown'
  const found = isKnown ? before : record
  const { noticed_at, seen_at } = before
  return {
    ...found,
    alias: record.alias ?? before.alias,
    outcome: record.outcome,
    seen_at,
    deletion_date: record.deletion_date ?? before.deletion_date,
    noticed_at,
  }
}
