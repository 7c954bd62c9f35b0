export interface UsageRecord {
  status: 'used' | 'never' | 'not_observed' | 'unknown'
  last_used_at: string | null
  precision: 'second' | 'minute' | 'hour' | 'day' | null
  /** True if no complete source covers the time since: the key may also have been used later. Else left out. */
  at_least?: boolean
  not_observed_since: string | null
  operation: string | null
  event_id: string | null
  /** Id of the source that the answer comes from. */
  source: string | null
  /** How sources differ about the same time, in words. Left out if they agree. */
  disagreement?: string
  evidence: EvidenceRecord[]
}

export interface EvidenceRecord {
  source: string
  status: 'used' | 'not_observed' | 'partial' | 'unknown'
  since?: string
  until?: string
  last_used_at?: string
  precision?: 'second' | 'minute' | 'hour' | 'day'
  operation?: string
  event_id?: string
  /** True for CloudTrail evidence that could not be verified with a known event. Else left out. */
  unverified?: boolean
  /** When the public key was last downloaded: not a use, but a hint of use outside AWS. */
  public_key_read_at?: string
  /** The last call that was refused because of the key's state, such as `DisabledException`. */
  refused_at?: string
  refused_error?: string
  /** Who made it: an ARN or a service. */
  refused_by?: string
  /** When the key was last disabled. */
  disabled_at?: string
  /** Why an answer is unknown. */
  why?: string
}

export interface CostRecord {
  /** Per month. Null: not known. */
  key: number | null
  basis: 'base' | 'with_rotations'
  requests: number | null
}
