import type { AsffFinding } from '../../formats/asff/asff-finding.ts'

/** How many findings of one place were accepted, and how many were not. */
export interface SentCounts {
  active: number
  archived: number
  rejected: number
  /** Findings in calls that failed. */
  notSent: number
}

export const noCounts = (): SentCounts => ({ active: 0, archived: 0, rejected: 0, notSent: 0 })

/** Adds the findings of a call that was answered. */
export function addSent(counts: SentCounts, sent: readonly AsffFinding[], rejectedIds: ReadonlySet<string>): void {
  for (const { Id, RecordState } of sent) {
    if (rejectedIds.has(Id)) counts.rejected++
    else if (RecordState === 'ACTIVE') counts.active++
    else counts.archived++
  }
}
