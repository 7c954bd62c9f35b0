/** What an archive shows about one key. Times are UTC. */
export interface KeyStatus {
  key_arn: string
  account_id: string
  region: string
  key_id: string
  /** Whether the archive has log files or digest files of the account and Region. */
  is_archived: boolean
  /** By its CreateKey event. Null: the archive does not have it. */
  created_at: string | null
  /** Successful cryptographic calls. */
  uses: number
  first_use: ArchivedUseStatus | null
  last_use: ArchivedUseStatus | null
  /** The last call that failed because of the state of the key. */
  last_refusal: ArchivedRefusalStatus | null
  /** The time that has to be covered. Null: it is not known when it begins, because the archive covers nothing. */
  since: string | null
  /** `given`: by `--since`. `first_covered`: the first time that is covered, which says nothing about the time before. */
  since_is: 'creation' | 'given' | 'first_covered'
  /** The latest time that an archive shows now: some hours ago, because CloudTrail delivers events and digest files late. */
  until: string
  covered_hours: number
  uncovered_hours: number
  uncovered: UncoveredTime[]
  /** Whether an audit may cover more, because it asks AWS for the trails and for their changes of the last 90 days. */
  audit_may_cover_more: boolean
}

export interface ArchivedUseStatus {
  at: string
  operation: string
  principal: string | null
  /** The AWS service that made the call. */
  service: string | null
}

export interface ArchivedRefusalStatus extends ArchivedUseStatus {
  error: string
}

/** A stretch of time in which a use of the key may be missing. */
export interface UncoveredTime {
  since: string
  until: string
  hours: number
  why: string
  /** Log files of the account and Region that digest files name, but that are absent, or cannot be read. */
  missing_files: number
  damaged_files: number
  /** Whether log files or digest files of the home Region of a trail are missing, in which its changes are recorded. */
  home_files_missing: boolean
  /** Whether KMS may have tracked uses in this time, so that an audit may know more than the archive. */
  is_tracked_by_kms: boolean
}
