import type { Instant } from '../time.ts'

/** A stretch of time in which the silence of an archive about a key of the place means that the key was not used. */
export interface CoveredInterval {
  since: Instant
  /** The end, which is not covered itself. */
  until: Instant
}

/** A stretch of time in which a use may be missing from the archive, and why. */
export interface CoverageDoubt {
  since: Instant
  until: Instant
  /** For people, such as `no digest file was delivered`. */
  why: string
}

/** For one account and Region: the time that is covered, and the reasons for the rest. Both sorted, without overlaps. */
export interface Coverage {
  intervals: readonly CoveredInterval[]
  doubts: readonly CoverageDoubt[]
}

/**
 * A digest file of CloudTrail. With log file validation, CloudTrail delivers one for each hour, account and Region, also
 * if there was nothing to log.
 * https://docs.aws.amazon.com/awscloudtrail/latest/userguide/cloudtrail-log-file-validation-digest-file-structure.html
 */
export interface DigestHour {
  /** Name of the trail, from the name of the digest file. */
  trail: string
  /** Home Region of the trail, in which it is changed: the last Region in the name of the digest file. */
  home: string
  /** It lies in the folder of an organization (`AWSLogs/o-…/`): the trail belongs to its management account. */
  isOrganization: boolean
  start: Instant
  end: Instant
  /** Of the oldest event in the log files that it names, which can be delivered late. Absent or null: not known. */
  oldest?: Instant | null
  /** Number of log files that the digest names. Absent: they were not counted. */
  files?: number
  /** Log files that it names but that are absent, damaged, or have another hash. */
  missing: number
  /** It names no earlier digest: logging or validation started again, so what lies before it is not known. */
  isRestart: boolean
  /** It names log files that the digest of this time left out, and cannot stand for it. It has a chain of its own. */
  isBackfill: boolean
  /**
   * What the log files that it names hold, which proves what the trail recorded. Absent: it was not looked for. `uses`:
   * a successful use of a key. `writes`: a management event with `readOnly` false, so changes of trails are recorded.
   */
  shows?: { uses: boolean; writes: boolean }
  /** Where the trail delivers in S3, above the accounts: `s3://logs/AWSLogs/`. Absent or null: not known. */
  folder?: string | null
  /** The log files among `missing` that another copy could replace. Absent: not known. */
  lost?: readonly LostLog[]
}

/** A log file that a digest file names, but that is absent or unreadable. */
export interface LostLog {
  /** Without `.gz`. */
  name: string
  /** Why it could not be read. Null: it is absent. */
  why: string | null
}

/** A log file that could not be read or only in part. */
export interface DamagedFile {
  /** Its delivery. */
  at: Instant
  why: string
}

/** A call that changed whether or what a trail records. */
export interface TrailChange {
  at: Instant
  /** Where it was recorded: the account and home Region of the trail. */
  account: string
  region: string
  /** `StopLogging`, `StartLogging`, `CreateTrail`, `UpdateTrail`, `DeleteTrail` or `PutEventSelectors` */
  operation: string
  /** Name or ARN of the trail, as the call gave it. Null: it could not be read. */
  trail: string | null
  /** Whether the trail records uses of keys after this call. Null: the call does not say. */
  recordsUses: boolean | null
  /** Whether the trail records all Regions after this call. Null: the call does not say. */
  isMultiRegion: boolean | null
  /** Whether the trail records write events after this call, such as its own changes. Absent: the call does not say. */
  recordsWrites?: boolean
  /** Whether it is the trail of an organization after this call. Absent: the call does not say. */
  isOrganization?: boolean
}

/** What an archive shows about its own completeness in one account and Region. */
export interface ArchiveTrace {
  account: string
  region: string
  digests: readonly DigestHour[]
  damaged: readonly DamagedFile[]
  /** Delivery of the first and the last log file. Null: there is none. */
  delivered: { first: Instant; last: Instant } | null
  /**
   * In all accounts and Regions of the archive, because a trail is changed in its home Region, and that of an
   * organization in its management account. Sorted by time.
   */
  changes: readonly TrailChange[]
  /** Where the trails of the digests are changed: the same trails in their home Regions, in all accounts. */
  homes: readonly HomeTrace[]
  /** Time for which the engine itself cannot vouch, such as that of a query that failed. */
  doubts: readonly CoverageDoubt[]
}

/** What an archive shows about a home Region of trails. Where a log file is missing, a change may be missing. */
export interface HomeTrace {
  account: string
  region: string
  digests: readonly DigestHour[]
  damaged: readonly DamagedFile[]
}

/** A trail as AWS describes it now. */
export interface TrailNow {
  name: string
  arn: string
  homeRegion: string
  isOrganization: boolean
  /** The time in which event history shows no change of the trail. Null: it was not read, or there is no such time. */
  unchanged: { since: Instant; until: Instant } | null
}

/** The changes of trails that the event history of an account shows in one Region. */
export interface TrailHistory {
  /** The time that it shows: to the delay with which it learns of events. */
  since: Instant
  until: Instant
  /** Also some that are later. */
  changes: readonly TrailChange[]
}
