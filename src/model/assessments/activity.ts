import type { ComparedActivity, NewCaller } from './activity-comparison.ts'
import type { ActivityWindow } from './activity-window.ts'
import type { ActivityDay, ArchivedCall } from './archived-activity.ts'
import type { Assessment } from './assessment.ts'

/** What `kms-audit activity` shows: who used keys, from where and how often. Counts are of events of CloudTrail. */
export interface Activity extends Assessment {
  kind: 'activity'
  /** The time that was asked about. */
  since: string
  until: string
  thresholds: ActivityThresholds
  /** How far each account and Region was read. */
  windows: ActivityWindow[]
  /** The keys of the accounts that were read, if they were called. */
  keys: ActivityKey[]
  principals: ActivityPrincipal[]
  /** A row for each combination of key, principal, service and operation, the one with the most calls first. */
  calls: ActivityCalls[]
  /** Changes of keys and of trails, the newest first. */
  changes: ActivityChange[]
  /** The earlier result of `--compare-with`. Null: none was named. */
  compared_with: ComparedActivity | null
  /** Callers of keys that the earlier result does not have. */
  new_callers: NewCaller[]
  /** Denied calls of each account that was read. */
  denied: DeniedCalls[]
  /** Calls that are not in `calls`, because it has as many rows as are kept. */
  unlisted_calls: number
  /** Changes that are not in `changes` for the same reason. */
  unlisted_changes: number
  /** Calls by day, the newest first. Left out: they were read from event history. */
  days?: ActivityDay[]
  /** Calls that are not in `days`, because it has as many rows as are kept. */
  unlisted_day_calls?: number
}

export interface ActivityThresholds {
  /** Decrypt calls of one principal within 24 hours. */
  decrypts_per_day: number
  /** Failed calls of one principal within an hour. */
  failures_per_hour: number
  /** Denied calls of one principal in one Region. */
  denied: number
}

export interface ActivityKey {
  key_arn: string
  /** Null: they could not be listed. */
  aliases: string[] | null
  /** Of an archive, in the time that was asked about. Null: none was found. */
  first_use?: ArchivedCall | null
  last_use?: ArchivedCall | null
  /** The last call that failed because of the state of the key. */
  last_refusal?: ArchivedCall | null
}

/** A user, a role with all its sessions, or an AWS service that calls for itself. */
export interface ActivityPrincipal {
  /** The account whose CloudTrail has the events. */
  account_id: string
  /** ARN of the role or user, or the unique ID of a principal of another account. Null: an AWS service. */
  principal: string | null
  principal_account: string | null
  /** The AWS service, if it calls for itself. */
  service: string | null
  calls: number
  failures: number
  /** Calls that only tested permissions: in `calls`, but not in `failures`. Left out: they are in `failures`. */
  dry_runs?: number
  /** Number of different sessions of a role. Null: an archive does not keep them. */
  sessions: number | null
  first_at: string
  last_at: string
  /** The most successful Decrypt calls within 24 hours, by steps of ten minutes; of an archive: on one day. */
  most_decrypts_a_day: number
  /** When these 24 hours ended. Null: there were none. */
  most_decrypts_until: string | null
  /** The most failed calls within an hour, by steps of a minute. Null: an archive counts by day. */
  most_failures_an_hour: number | null
  most_failures_until: string | null
  is_lower_bound: boolean
  /** Region and session of the last call, to look up its events. */
  last_region: string
  last_session: string | null
  /** `day`: `first_at` and `last_at` are days. Left out: they are times. */
  precision?: 'day'
}

export interface ActivityCalls {
  account_id: string
  region: string
  /** Null: the event names no key. */
  key_arn: string | null
  principal: string | null
  principal_account: string | null
  /** The AWS service that made the calls, for the principal or for itself. */
  service: string | null
  operation: string
  calls: number
  /** Failed calls by their error code. They are part of `calls`. */
  failures: Record<string, number>
  /** Calls that only tested permissions: in `calls`, but not in `failures`. Left out: they are in `failures`. */
  dry_runs?: number
  /** Failed calls because the key was disabled. */
  with_disabled_key: number
  /** Failed calls because the key was pending deletion. */
  with_key_pending_deletion: number
  /** Of an archive, which keeps no messages: failed calls because of the state of the key, whatever it was. */
  with_unusable_key?: number
  first_at: string
  last_at: string
  /** Calls by source address, most first. */
  sources: ActivitySource[]
  /** Calls from further addresses. */
  other_source_calls: number
  /** What the encryption contexts name: an ARN, or `name=value`. */
  resources: string[]
  has_more_resources: boolean
  /** Successful calls without an encryption context, of operations that take one. Null: not known, or of a service. */
  without_context: number | null
  is_lower_bound: boolean
  /** `day`: `first_at` and `last_at` are days. Left out: they are times. */
  precision?: 'day'
}

export interface ActivitySource {
  /** An IP address, or the name of an AWS service. */
  address: string
  calls: number
}

/** A successful change of a key or of a trail. */
export interface ActivityChange {
  account_id: string
  region: string
  event_id: string | null
  event_time: string
  operation: string
  key_arn: string | null
  /** Name or ARN of the trail. */
  trail: string | null
  principal: string | null
  principal_account: string | null
  service: string | null
  session: string | null
  source_address: string | null
  /** Grantee of a grant, days until a deletion, and the like. */
  detail: string | null
}

/** Denied calls of one account. */
export interface DeniedCalls {
  account_id: string
  /** Calls of its principals, with keys of any account. */
  by_own_principals: number
  is_own_lower_bound: boolean
  /**
   * Calls of principals of other accounts with its keys, as far as the accounts of the callers were read. Null: not
   * visible, because CloudTrail records them only there, and none was read.
   */
  by_other_accounts: number | null
  /** Other accounts that were read, at least in part. */
  accounts_read: string[]
}
