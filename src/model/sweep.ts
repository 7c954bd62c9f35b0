import type { DependentRecord, DependentsGapRecord } from './dependents.ts'

/** A resource, and the key as the resource names it: id, ARN, alias or ARN of an alias. */
export interface KeyReference {
  key: string
  dependent: DependentRecord
  /** Other ids by which grants and encryption contexts name the resource. */
  otherIds?: string[]
}

/** What the sweep of one place found. */
export interface SweepResult {
  references: KeyReference[]
  /** Types that could not be read, or only in part. */
  gaps: DependentsGapRecord[]
}
