/** Calls of one day, of an archive. An archive counts by day. */
export interface ActivityDay {
  account_id: string
  region: string
  key_arn: string
  /** `2026-01-31`, UTC. */
  day: string
  principal: string | null
  service: string | null
  operation: string
  /** The error code; `DryRunOperationException` of dry runs, which only test permissions. Null: the calls succeeded. */
  error: string | null
  calls: number
  /** Calls of the day may be missing. Left out: no calls are missing. */
  is_lower_bound?: true
}

/** A call whose time an archive keeps, not only its day. */
export interface ArchivedCall {
  at: string
  operation: string
  principal: string | null
  service: string | null
  /** The error code. Null: the call succeeded. */
  error: string | null
  /** Null: the archive does not keep it. */
  event_id: string | null
}

/** A stretch of time in which calls may be missing from an archive. */
export interface ArchiveDoubt {
  since: string
  until: string
  why: string
}
