/** Worst first. */
export const SEVERITIES = ['critical', 'high', 'medium', 'low', 'info'] as const
export type Severity = (typeof SEVERITIES)[number]

/** `unknown`: what the check needs could not be read. It is never a pass, and never a fail. */
export type FindingStatus = 'fail' | 'unknown' | 'pass' | 'not_applicable' | 'muted'

/** What one check says of one key, or of one account. Part of the JSON report: names are a contract. */
export interface Finding {
  /** `policy-public` */
  check: string
  severity: Severity
  status: FindingStatus
  account_id: string
  /** Null: it is about the account. */
  region: string | null
  key_id: string | null
  /** Where one check can say several things of one key, as a policy of OPA can: which of them this is. */
  rule?: string
  title: string
  /** What was found here, in a sentence; of `unknown` and `not_applicable`, why. */
  detail: string
  /** Shell commands on one line that fix it or are the first step; no prose and no comments. Empty: nothing to do. */
  remedy: string
  /**
   * What to decide or to edit, shown before the remedy: sentences, and JSON statements to paste, each on a line of its
   * own. Left out where the remedy says it all.
   */
  advice?: string
  /** Of a muted finding: what it would be, and who said why. */
  muted?: MutedRecord
  /** Against a baseline: whether it was not there before. Left out without one. */
  is_new?: boolean
}

export interface MutedRecord {
  status: 'fail' | 'unknown'
  reason: string
  /** `2027-01-31`; null: for ever. */
  expires: string | null
}

/** Also what nobody could tell. */
export const isProblem = ({ status }: Finding): boolean => status === 'fail' || status === 'unknown'

/** A severity stands for itself and all that is worse. Null: for all. */
export const isSevere = ({ severity }: Finding, least: Severity | null): boolean =>
  least === null || SEVERITIES.indexOf(severity) <= SEVERITIES.indexOf(least)

/** The same problem in another report: what was found may have changed meanwhile (days left, principals), this has not. */
export const identityOf = ({ check, account_id, region, key_id, rule }: Finding): string =>
  JSON.stringify([check, account_id, region, key_id, ...(rule === undefined ? [] : [rule])])

/** Where a problem is, as keys are told apart. */
export const placeOf = ({ account_id, region, key_id }: Pick<Finding, 'account_id' | 'region' | 'key_id'>): string =>
  JSON.stringify([account_id, region, key_id])

/** What must have been read for a check; each is one or two AWS calls, made only if a selected check needs them. */
export const NEEDS = ['description', 'aliases', 'policy', 'rotation', 'grants', 'tags', 'trails', 'usage'] as const
export type Need = (typeof NEEDS)[number]
