import type { Evidence } from '../model/evidence.ts'
import type { KeyFacts } from '../model/key-facts.ts'
import type { Key } from '../model/key.ts'
import type { RequestCounts } from '../model/requests.ts'
import type { Instant } from '../model/time.ts'
import type { Disposition, Usage } from '../model/usage.ts'

/** One key with all that a run learnt about it. */
export interface AuditedKey {
  key: Key
  createdAt: Instant | null
  evidence: readonly Evidence[]
  /** Null when nobody was asked (`--source none`). */
  usage: Usage | null
  /** Its own; its family may say otherwise. */
  disposition: Disposition
  /** Null: unknown. Absent: not asked for. */
  requests?: RequestCounts | null
  /** What checks need beside it. */
  facts: KeyFacts
}
