/** Who made a call, as CloudTrail names it. Null: the event does not say. Raw text from the account. */
export interface CallerRecord {
  /** ARN of the user, role session or federated user. Null for a call that a service made for itself. */
  principal: string | null
  /** Such as `AssumedRole`, `IAMUser` or `AWSService`. */
  principal_type: string | null
  /** Unique id of the principal, which is all that an event shows about a principal of another account. */
  principal_id: string | null
  /** Account of the principal. */
  principal_account: string | null
  session_name: string | null
  /** ARN of the role or user that issued the credentials of the session. */
  issuer: string | null
  /** AWS service that made the call, for itself or for the principal. */
  service: string | null
  source_address: string | null
  user_agent: string | null
}

/** Who used a key last, or why that is not known. */
export interface LastUserRecord extends Partial<CallerRecord> {
  /** `none`: the key was never used. The fields of the event are present if it is `known`. */
  status: 'known' | 'none' | 'unknown'
  event_id?: string
  event_time?: string
  operation?: string
  /** Null: the call had none. It often names the resource whose data was encrypted. */
  encryption_context?: Record<string, string> | null
  /** The caller of the audit, or another run of kms-audit, made the call. Left out: neither did. */
  by_auditor?: boolean
  /** Why there is no event. Present unless the status is `known`. */
  why?: string
}

/** What CloudTrail event history shows of one key, as far as it was read. */
export interface ActivityRecord {
  /**
   * The part of the last 90 days whose events were read, all of them. Null: none could be read. It ends before the last
   * minutes, whose events may come later; if events are missing anyway, it ends with the newest event.
   */
  since: string | null
  until: string | null
  /** Events that were read. */
  events: number
  /** Of these: calls that only read metadata of the key, such as DescribeKey. They are not among the callers. */
  metadata_reads: number
  /** Of these: events that could not be understood. */
  unreadable: number
  /** Why events are missing: more pages than were read, or an error. Left out if the 90 days are complete. */
  why?: string
  /** Who called cryptographic operations with the key, the most calls first. */
  callers: CallerGroupRecord[]
  /** Changes of the key and its access in the last 90 days, the newest first. */
  management: ManagementEventRecord[]
  /** Operations whose management events of the 90 days could be read only in part. */
  management_unread: UnreadManagementRecord[]
}

/** Calls of one principal, through one service or none. */
export interface CallerGroupRecord {
  /** ARN of the role or user, without sessions. Null: only the service is known, or only the account. */
  principal: string | null
  principal_account: string | null
  service: string | null
  /** Successful calls by operation. */
  operations: Record<string, number>
  /** Failed calls by error code. */
  errors: Record<string, number>
  /** The same failed calls by operation and error code, the most calls first. */
  failures: FailedCallsRecord[]
  first_at: string
  last_at: string
  /** Some of the role sessions, addresses and encryption contexts, each once. */
  sessions: string[]
  source_addresses: string[]
  encryption_contexts: Record<string, string>[]
}

export interface FailedCallsRecord {
  operation: string
  error: string
  calls: number
}

export interface ManagementEventRecord extends CallerRecord {
  event_id: string | null
  event_time: string
  operation: string
  /** What the call was about, such as the grantee of a grant. Null: the operation says it all. */
  detail: string | null
  /** Error code of a call that failed. Null: it succeeded. */
  error: string | null
}

export interface UnreadManagementRecord {
  operation: string
  /** Events since then were read. Null: none. */
  since: string | null
  why: string
}

/** Successful requests by operation and day (UTC), from CloudWatch. */
export interface RequestHistoryRecord {
  /** The first day: `2026-10-21`. */
  since: string
  operations: OperationRequestsRecord[]
}

export interface OperationRequestsRecord {
  operation: string
  total: number
  /** Requests of each day from the first. */
  daily: number[]
}
