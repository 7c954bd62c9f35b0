import type { Need, Severity } from '../model/finding.ts'
import type { KeyRecord, OrganizationRecord, Report, TrailRecord } from '../model/report.ts'
import type { Instant } from '../model/time.ts'

export type { Need } from '../model/finding.ts'

/** A control of a framework that AWS or the framework itself maps to what is checked. */
export interface Control {
  /** `CIS AWS Foundations 3.0.0`, `AWS Foundational Security Best Practices`, … */
  framework: string
  /** `3.6`, `KMS.4` */
  id: string
}

interface CheckBase {
  /** `policy-public`: also its name on the command line. */
  id: string
  /** What is expected, in AWS's "should" form, plural: `KMS key policies should not allow public access`. */
  title: string
  severity: Severity
  /** Why it matters, for people who see it for the first time: one to three plain sentences. */
  why: string
  needs: readonly Need[]
  /** True: it goes by a key's disposition or by `unused_days`, so it is judged again when --unused-days changes. */
  goesByUse?: true
  /** Key states in which the calls that CloudTrail recorded decide: a key in one of them is looked up there first. */
  watches?: readonly string[]
  controls?: readonly Control[]
}

/**
 * Judges one key by what is known of it. Pure. A key that could not be described is shown only to checks that need
 * facts of calls other than DescribeKey (aliases, policy, grants, tags, use), and only if those could be read.
 */
export interface KeyCheck extends CheckBase {
  scope: 'key'
  judge(key: KeyRecord, context: CheckContext): Result
}

/** Judges the CloudTrail trails of one account, of which at least one Region could be read. Pure. */
export interface AccountCheck extends CheckBase {
  scope: 'account'
  judge(account: { account_id: string; trails: TrailsByRegion }, context: CheckContext): Result
}

/** What each audited Region sees: its own trails, and those of all Regions. Null: it could not be read. */
export type TrailsByRegion = Readonly<Record<string, readonly TrailRecord[] | null>>

export type Check = KeyCheck | AccountCheck

export type Result =
  | { status: 'pass' }
  | { status: 'not_applicable'; detail: string }
  | { status: 'unknown'; detail: string }
  /** The severity where it differs from that of the check. */
  | ({ status: 'fail'; detail: string; severity?: Severity } & Fix)

/** How to fix what was found. */
export interface Fix {
  /** Shell commands on one line; no prose and no comments, which an interactive zsh refuses. */
  remedy: string
  /** What to decide or edit first: sentences, and JSON statements to paste, each on a line of its own. */
  advice?: string
}

export interface CheckSettings {
  /** Accounts that may use keys: ids of twelve digits. */
  trustedAccounts: readonly string[]
  /** Tag keys that every customer managed key must have; empty: any tag is enough. */
  requiredTags: readonly string[]
}

export interface CheckContext {
  /** Of the audit, not of the reader: a saved report is judged as of then. */
  now: Instant
  settings: CheckSettings
  /** Whose accounts are trusted too; null without `--trust-org`. */
  organization: OrganizationRecord | null
  report: Report
  /** Why a fact of this key could not be read, from the gaps: `Access denied: …`. */
  why(key: KeyRecord, operation: string): string
}

export const pass: Result = { status: 'pass' }
export const notApplicable = (detail: string): Result => ({ status: 'not_applicable', detail })
export const unknown = (detail: string): Result => ({ status: 'unknown', detail })
export const fail = (detail: string, fix: Fix | string, severity?: Severity): Result => ({
  status: 'fail',
  detail,
  ...(typeof fix === 'string' ? { remedy: fix } : fix),
  ...(severity === undefined ? {} : { severity }),
})
