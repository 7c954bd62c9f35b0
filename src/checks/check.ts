import { defined } from '../lib/defined.ts'
import type { Need } from '../facts/needs.ts'
import type { FindingResource, Severity } from '../model/finding.ts'
import type { AccountFacts } from '../model/report/account-facts.ts'
import type { KeyRecord, OrganizationRecord, Report, TrailRecord } from '../model/report/report.ts'
import type { Instant } from '../model/time.ts'

export type { Need } from '../facts/needs.ts'

/** A control of a compliance framework that AWS or the framework maps to this check. */
export interface Control {
  /** `CIS AWS Foundations 3.0.0`, `AWS Foundational Security Best Practices`, … */
  framework: string
  /** `3.6`, `KMS.4` */
  id: string
  /** The types of resources that the control is about. Left out: all that the check judges. */
  about?: readonly string[]
}

/** What every check says about itself. */
export interface CheckBase {
  /** Also the name on the command line: `policy-public`. */
  id: string
  /** What is expected, as AWS words it (plural, with "should"): `KMS key policies should not allow public access`. */
  title: string
  severity: Severity
  /** Why the check matters, for someone who sees it for the first time: one to three plain sentences. */
  why: string
  /** The page of the AWS documentation about the subject of the check. */
  docs: string
  controls?: readonly Control[]
}

/** A check of an audit. */
interface AuditCheck extends CheckBase {
  needs: readonly Need[]
  /** The result depends on the disposition or on `unused_days`, so the key is judged again if --unused-days changes. */
  goesByUse?: true
  /** Key states for which CloudTrail events decide. Keys in one of them are looked up in CloudTrail first. */
  watches?: readonly string[]
}

/**
 * Judges one key by its record. Pure. A key that could not be described is judged only by checks that need facts from
 * calls other than DescribeKey (aliases, policy, grants, tags, usage), and only if these facts could be read.
 */
export interface KeyCheck extends AuditCheck {
  scope: 'key'
  judge(key: KeyRecord, context: CheckContext): Result
}

/** Judges the CloudTrail trails of one account if they could be read in at least one Region. Pure. */
export interface AccountCheck extends AuditCheck {
  scope: 'account'
  judge(account: { account_id: string; trails: TrailsByRegion }, context: CheckContext): Result
}

/**
 * Judges resources of an account that are not keys, such as IAM roles, by facts about the account. Yields a result for
 * each of them, or one about the account. Pure.
 */
export interface ResourceCheck extends AuditCheck {
  scope: 'resource'
  judge(account: JudgedAccount, context: CheckContext): Iterable<ResourceResult>
}

export interface JudgedAccount {
  account_id: string
  /** `aws` */
  partition: string
  facts: AccountFacts
}

/** A result and the global resource that it is about. Without a resource, it is about the account. */
export interface ResourceResult {
  resource?: FindingResource
  result: Result
}

/** The trails that each audited Region lists: its own, and multi-Region trails. Null: the Region could not be read. */
export type TrailsByRegion = Readonly<Record<string, readonly TrailRecord[] | null>>

export type Check = KeyCheck | AccountCheck | ResourceCheck

export type Result =
  | { status: 'pass' }
  | { status: 'not_applicable'; detail: string }
  | { status: 'unknown'; detail: string }
  /** `severity` is present if it differs from that of the check. */
  | ({ status: 'fail'; detail: string; severity?: Severity } & Fix)

/** How to fix a finding. */
export interface Fix {
  /** Shell commands on one line, without comments: an interactive zsh does not accept them. */
  remedy: string
  /** What to decide or edit first: sentences and JSON statements to paste, one per line. */
  advice?: string
  /** The same fix in the template that made the key. Left out if a template cannot fix the finding. */
  template?: TemplateChange
}

/** One line for each language: a property with its value, or a comment that says what to change. */
export interface TemplateChange {
  /** Below `Properties` of the key: `EnableKeyRotation: true` */
  cloudformation: string
  /** An argument of the resource of the key: `enable_key_rotation = true` */
  terraform: string
}

export interface CheckSettings {
  /** IDs of accounts that may use keys. */
  trustedAccounts: readonly string[]
  /** Tag keys that every customer managed key must have. Empty: any tag is enough. */
  requiredTags: readonly string[]
}

export interface CheckContext {
  /** The time of the audit. A saved report is judged as of this time. */
  now: Instant
  settings: CheckSettings
  /** The organization whose accounts are trusted. Null without `--trust-org`. */
  organization: OrganizationRecord | null
  report: Report
  /** Says why an operation failed for this key: `Access denied: …`. */
  why(key: KeyRecord, operation: string): string
  /** The same for an account. */
  whyOfAccount(account: string, operation: string): string
}

export const pass: Result = { status: 'pass' }
export const notApplicable = (detail: string): Result => ({ status: 'not_applicable', detail })
export const unknown = (detail: string): Result => ({ status: 'unknown', detail })
export const fail = (detail: string, fix: Fix | string, severity?: Severity): Result => ({
  status: 'fail',
  detail,
  ...(typeof fix === 'string' ? { remedy: fix } : fix),
  ...defined({ severity }),
})
