import type { ReadinessReason } from '../../model/retirement/retirement.ts'
import type { KeyRecord } from '../../model/report/report.ts'
import type { ReadinessContext } from './context.ts'

/**
 * One reason why a key is not ready to be retired. More that becomes known about a key, and more that could not be
 * read, must never remove a reason or lower its level.
 */
export interface ReasonRule {
  id: string
  level: ReadinessReason['level']
  /** When it applies, for the guide: `It was used within --unused-days`. */
  title: string
  /** Null: the reason does not apply to the key. */
  find(key: KeyRecord, context: ReadinessContext): FoundReason | null
}

export type FoundReason = Pick<ReadinessReason, 'text' | 'source' | 'clears'>
