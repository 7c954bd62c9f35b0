import type { KeyHistory } from '../archive/archive-question.ts'
import type { CallerRecord } from '../report/activity.ts'
import type { DependentTypeRecord } from '../dependents.ts'
import type { Fact } from '../fact.ts'
import type { NewDependentRecord } from './retirement-watch.ts'
import type { Instant } from '../time.ts'

/** A key of a plan, as far as the watch needs it. */
export interface WatchTarget {
  arn: string
  id: string
  account: string
  region: string
  aliases: readonly string[]
  /** Null: the key was disabled already when the plan was made. */
  wave: number | null
  /** When the report of the plan was made, which shows the state of the key. */
  plannedAt: Instant
  createdAt: Instant | null
  /** Other accounts that the policy or a grant lets use the key; `*`: any. Null: one of them was not read. */
  externalAccounts: readonly string[] | null
  /** Dependents that raise no error while the key is disabled. */
  silentDependents: readonly { type: string; id: string }[]
  /** What the plan knows about dependents. Null: they were not searched. */
  dependents: PlannedDependents | null
}

export interface PlannedDependents {
  known: readonly { type: string; id: string }[]
  /** Types that could not be read when the plan was made. */
  gaps: readonly string[]
}

/** An event that decides something about a key that is watched. */
export interface WatchEvent {
  /**
   * `refused`: a call that the state of the key did not allow; `disabled`, `deletion-scheduled`: what the scripts do;
   * `deleted`: the end of the key; `changed-back`: the key was made usable again, or a principal was allowed to use it.
   */
  kind: 'refused' | 'disabled' | 'deletion-scheduled' | 'deleted' | 'changed-back'
  id: string | null
  at: Instant
  operation: string
  caller: CallerRecord
  /** Error code. Null: the call succeeded. */
  error: string | null
  encryptionContext: Record<string, string> | null
}

/** What the CloudTrail of one account shows of a key. */
export interface SeenTrail {
  account: string
  /** Everything in between was read. Null: nothing was. */
  since: Instant | null
  until: Instant | null
  /** Why events in between may be missing, so that silence means nothing. Null: none is. */
  why: string | null
  events: readonly WatchEvent[]
}

/** A line of the log of the scripts. */
export interface LoggedAction {
  at: Instant
  action: 'disable' | 'enable' | 'schedule-deletion' | 'cancel-deletion'
}

/** What DescribeKey says now. */
export interface KeyNow {
  state: string
  deletionDate: Instant | null
}

/** Everything that was read about one key of a plan. */
export interface WatchReading {
  target: WatchTarget
  /** A key that does not exist has no state. */
  key: Fact<KeyNow | 'vanished'>
  /** The account of the key first, then one for each account that may use it. */
  trails: readonly SeenTrail[]
  actions: readonly LoggedAction[]
  /** The words for types of resources, by their id. */
  typeNames: ReadonlyMap<string, DependentTypeRecord>
  /** Null: the plan did not look for dependents. */
  newDependents: Fact<readonly NewDependentRecord[]> | null
  /** What an archive shows of the key; the value null: nothing. Left out: no archive was named. */
  archived?: Fact<KeyHistory | null>
  /** Hours with successful requests, by CloudWatch. Null: it was not asked. */
  requests: Fact<readonly HourOfRequests[]> | null
}

export interface HourOfRequests {
  start: Instant
  sum: number
}
