/** What an archive of CloudTrail shows of one key, in all the time that it has. */
export interface ArchivedUseRecord {
  /** `archive`: `--trail-archive`. */
  source: 'archive'
  /** When the archive of the account and Region begins. Null: it has nothing of them, or could not be read. */
  since: string | null
  until: string | null
  /** When a use may be missing, and why. Left out: no use is missing, except in the last three hours. */
  why?: string
  /** Months with calls, the newest first. */
  months: ArchivedMonthRecord[]
  /** The one with the most calls first, without callers after the first hundred. */
  callers: ArchivedCallerRecord[]
  /** Callers that are not listed. */
  unlisted_callers: number
}

export interface ArchivedMonthRecord {
  /** `2024-01` */
  month: string
  uses: number
  failures: number
  /** Calls of the month may be missing. Left out: no calls are, or a version without this field wrote the report. */
  is_lower_bound?: true
}

/** Calls of one principal, through one service or none. */
export interface ArchivedCallerRecord {
  /** ARN of the role or user. Null: only the service is known, or nothing. */
  principal: string | null
  service: string | null
  /** Successful calls by operation. */
  operations: Record<string, number>
  /** Failed calls by error code. */
  errors: Record<string, number>
  /** Days: `2024-01-31`. */
  first_day: string
  last_day: string
  /** Calls may be missing in some part of the time. Left out: as for a month. */
  is_lower_bound?: true
}
