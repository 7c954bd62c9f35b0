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
  /** `none`: no use of the key is known. The fields of the event are present if it is `known`. */
  status: 'known' | 'none' | 'unknown'
  event_id?: string
  event_time?: string
  operation?: string
  /** Null: the call had none. It often names the resource whose data was encrypted. */
  encryption_context?: Record<string, string> | null
  /** Why there is no event. Present unless the status is `known`. */
  why?: string
}
