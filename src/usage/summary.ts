import { isPendingDeletion, type Key } from '../model/key.ts'
import type { Summary } from '../model/report/report.ts'
import type { Disposition } from '../model/usage.ts'

/** Counts the keys of a run. `disposition` takes related multi-Region keys into account. */
export function summarizeKeys(items: readonly { key: Key; disposition: Disposition }[]): Summary {
  const counts: Summary = {
    keys: items.length,
    in_use: 0,
    stale: 0,
    never: 0,
    silent: 0,
    new: 0,
    unknown: 0,
    pending_deletion: 0,
    unreadable: 0,
  }
  for (const { key, disposition } of items) {
    counts[disposition] += 1
    if (!key.readable) counts.unreadable += 1
    else if (isPendingDeletion(key.state)) counts.pending_deletion += 1
  }
  return counts
}
