import { AuditError } from '../../lib/process/exit.ts'
import type { SavedOptions } from '../../model/options/options.ts'
import type { Report } from '../../model/report/report.ts'
import { deriveReport } from '../../report/derive/derive-report.ts'

export interface ReportPair {
  old: Report
  new: Report
  names: { old: string; new: string }
  /** What the reader must know about the reports. */
  notes: readonly string[]
}

/**
 * Returns the pair with the old report derived again, if the reports count other days as unused. The old one must have its
 * evidence.
 */
export async function withSameDays(pair: ReportPair): Promise<ReportPair> {
  const { old, new: now, names } = pair
  const days = now.unused_days
  if (old.unused_days === days) return pair
  const saved: SavedOptions = { ...UNCHANGED, path: names.old, unusedDays: days }
  try {
    const { report } = await deriveReport(old, saved, names.old)
    const notes = [
      `${names.old} counts ${old.unused_days} days without use as unused, and is compared by ${days} days.`,
    ]
    return { old: report, new: now, names, notes }
  } catch (error) {
    // The comparison then says that the last use is not comparable.
    if (error instanceof AuditError) return { old, new: now, names, notes: [] }
    throw error
  }
}

/** Options that select everything. */
export const UNCHANGED = {
  unusedDays: null,
  oneKey: false,
  regions: null,
  accounts: [],
  exceptAccounts: [],
  keys: [],
  exceptKeys: [],
  tags: [],
  manager: null,
  pricePerKey: null,
}
