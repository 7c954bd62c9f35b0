/** Why something could not be read. The list is a contract of the JSON output. */
export const GAP_REASONS = [
  'denied',
  'throttled',
  'unsupported',
  'vanished',
  'not_enabled',
  'expired',
  'network',
  'server_error',
  'partial',
  'malformed',
] as const

export type GapReason = (typeof GAP_REASONS)[number]

/** Operation of a gap that was caused by a bug of this program. */
export const INTERNAL_ERROR = 'kms-audit:internal-error'

/**
 * Operation of a gap about a profile that gives no valid settings or credentials, so that GetCallerIdentity was not
 * called.
 */
export const UNUSABLE_PROFILE = 'kms-audit:profile'

/**
 * Operation of a gap in the time that the log files of `--trail-archive` cover. Running again does not help.
 */
export const TRAIL_ARCHIVE = 'kms-audit:trail-archive'

/** Something that could not be read: for which account, Region and key, by which call, and why. */
export interface Gap {
  /** Empty if not even the account is known. */
  account: string
  /** Null: the gap concerns the whole account. */
  region: string | null
  /** Null: the gap concerns the whole place. */
  keyId: string | null
  /** `kms:DescribeKey`: the IAM action of the call; or one of the names above. */
  operation: string
  reason: GapReason
  /** One sentence for people, with the next step where there is one. */
  message: string
}
