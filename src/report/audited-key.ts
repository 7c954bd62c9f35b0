import type { Evidence } from '../model/evidence.ts'
import type { KeyFacts } from '../model/report/key-facts.ts'
import type { Key } from '../model/key.ts'
import type { RequestCounts } from '../model/requests.ts'
import type { Instant } from '../model/time.ts'
import type { Disposition, Usage } from '../model/usage.ts'

/** One key with everything that a run has collected about it. */
export interface AuditedKey {
  key: Key
  createdAt: Instant | null
  evidence: readonly Evidence[]
  /** Null if no source was queried (`--source none`). */
  usage: Usage | null
  /** The key's own; other keys of a multi-Region family can change it. */
  disposition: Disposition
  /** Null: unknown. Absent: not requested. */
  requests?: RequestCounts | null
  /** Facts that checks need. */
  facts: KeyFacts
  /** Where the key is recorded, and when its record was made; null: not known. Absent: AWS KMS answered. */
  inventory?: { source: string; recordedAt: Instant | null }
}
