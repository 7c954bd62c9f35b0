/**
 * `quiet`: nothing needed the key over its whole window; `needed`: a caller does; `too_early`: the window is not over, or
 * has not begun; `not_seen`: something that would decide it could not be read; `deleted`: the key does not exist any more.
 */
export const WATCH_VERDICTS = ['needed', 'not_seen', 'too_early', 'quiet', 'deleted'] as const
export type WatchVerdict = (typeof WATCH_VERDICTS)[number]

/** What the watch of the keys of one retirement plan has found: `watch.json`. */
export interface WatchRecord {
  schema_version: 1
  kind: 'kms-audit-retirement-watch'
  tool_version: string
  /** The plan whose keys were watched. */
  plan_id: string
  account_id: string
  generated_at: string
  /** Days for which nothing must need a key before it counts as quiet. */
  window_days: number
  /** What limits every verdict. */
  notes: string[]
  keys: WatchedKeyRecord[]
}

export interface WatchedKeyRecord {
  key_arn: string
  verdict: WatchVerdict
  /**
   * When the key was disabled. Where nothing shows that (`disabled_source` is null), a moment from which on it was
   * disabled. Null: it was not, or neither is known.
   */
  disabled_at: string | null
  /** Null: the window has not begun. */
  window_ends_at: string | null
  /** All events of the key from then on were read. Null: none. */
  seen_since: string | null
  /** Events after this moment may not have arrived yet. */
  seen_until: string | null
  /** Whole days of the window that were seen. */
  days_seen: number
  region: string
  aliases: string[]
  /** Number of its wave in the plan. Null: the key was disabled already when the plan was made. */
  wave: number | null
  /** Why the verdict is what it is, in one sentence. */
  why: string
  /** State now. Null: it could not be read. */
  key_state: string | null
  deletion_date: string | null
  /** What shows when the key was disabled: CloudTrail, or the log of the scripts. */
  disabled_source: 'cloudtrail' | 'log' | null
  /** Who disabled it, as CloudTrail names them. */
  disabled_by: string | null
  /** Calls that failed because of the state of the key, by caller, the newest first. */
  refused: RefusedCallsRecord[]
  /** False: the oldest of these calls were not read, so the numbers are at least that high. */
  refused_complete: boolean
  /** Changes that make the key usable again or let a principal use it, the newest first. */
  changed_back: ChangedBackRecord[]
  /** Resources that reference the key now and did not when the plan was made. Null: they were not looked for. */
  new_dependents: NewDependentRecord[] | null
  /** Successful requests since the key was disabled, by CloudWatch. Null: not known. */
  requests_since: number | null
  /** The last use since the key was disabled, by an archive. Null: none was found. Left out: no archive was named. */
  archived_use?: LaterUseRecord | null
  /** What keeps the key from being judged. Empty unless something could not be read. */
  not_seen_why: string[]
  /** Commands of the AWS CLI that make the key usable again. Null: it is enabled, or deleted. */
  rollback: string | null
  /** What limits the verdict of this key. */
  notes: string[]
}

/** Calls of one caller that failed in the same way. Raw text from the account. */
export interface RefusedCallsRecord {
  /** The account whose CloudTrail shows the calls. */
  account_id: string
  /** ARN of the role or user, or a unique id. Null: only the service is known. */
  principal: string | null
  principal_account: string | null
  /** AWS service that made the call, for itself or for the principal. */
  service: string | null
  operation: string
  /** Error code, as CloudTrail spells it. */
  error: string
  calls: number
  first_at: string
  last_at: string
  /** Some of the role sessions, addresses and encryption contexts, each once. */
  sessions: string[]
  source_addresses: string[]
  encryption_contexts: Record<string, string>[]
  /** `archive`: an archive shows the calls, which counts by day: times are those of midnight. Left out: event history. */
  source?: 'archive'
}

/** A use after the key was disabled, as an archive shows it. */
export interface LaterUseRecord {
  at: string
  operation: string
  principal: string | null
  service: string | null
}

export interface ChangedBackRecord {
  at: string
  /** `EnableKey`, `CancelKeyDeletion`, `PutKeyPolicy` or `CreateGrant`. */
  operation: string
  principal: string | null
  service: string | null
  source_address: string | null
  /** Whether the log of the scripts says that `rollback.sh` did it. */
  by_rollback: boolean
}

export interface NewDependentRecord {
  type: string
  id: string
  arn: string | null
}
