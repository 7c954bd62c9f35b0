import type { DependentsScope } from '../dependents.ts'
import type { Severity } from '../finding.ts'
import type { IdentityPoliciesRecord } from './account-facts.ts'
import type { PlaceInventoryRecord } from './inventory.ts'

export interface Scope {
  manager: 'customer' | 'aws' | 'all'
  /** Keys named with --key; left out without them. */
  keys?: string[]
  /** Keys named with --exclude-key; left out without them. */
  exclude_keys?: string[]
  /** Tags given with --tag; left out without them. */
  tags?: string[]
  /** Ids of the sources of usage evidence that were queried; empty with `--source none`. */
  sources: string[]
  /** The options that name the archives that were searched: `--trail-index`, `ix`. Left out: none was searched. */
  archive_options?: string[]
  /** Every requested place, including those that did not answer. */
  places: PlaceRecord[]
  /** Ids of the checks that were run; left out without them. */
  checks?: string[]
  /** With --severity: findings less severe than this are left out. */
  severity?: Severity
  /** With --only: other keys and their findings are left out. */
  only?: string[]
  /** What each check looks for, by its id. */
  check_details?: Record<string, CheckRecord>
  /** With --dependents: which types of resources were searched for references to keys. */
  dependents?: DependentsScope
  /** The config file of the audit. Left out: none was read. Older reports have none. */
  config?: ConfigRecord
  /** With `--trust-org`; null: it could not be read. */
  organization?: OrganizationRecord | null
  /** Trails, if a check of them was run. Older reports have one list per account. */
  trails?: Record<string, TrailRecord[] | Record<string, TrailRecord[] | null>>
  /** What IAM policies say about decryption, by account, if a check of them was run. Null: nothing could be read. */
  identity_policies?: Record<string, IdentityPoliciesRecord | null>
}

/** A config file and its part in an audit. */
export interface ConfigRecord {
  /** As the user typed it, or relative to the directory in which the program was started. */
  path: string
  /** Whether the user named the file. Otherwise, it was found in the directory or above it. */
  named: boolean
  /** The options that have their value from the file, by their long names. */
  options: string[]
}

/** Trails by account and Region; a trail for all Regions is listed in each of them. Null: they could not be read. */
export type TrailsByAccount = Record<string, Record<string, TrailRecord[] | null>>

export interface CheckRecord {
  /** What should be true of every key. */
  title: string
  severity: Severity
  why: string
  /** URL of the AWS documentation about it. Older reports have none, and checks without a page have none. */
  docs?: string
  /** Controls of compliance frameworks that are mapped to this check. */
  controls: ControlOfCheckRecord[]
}

export interface ControlOfCheckRecord {
  framework: string
  id: string
  /** The types of resources that the control is about, as CloudFormation names them. Left out: all of the check. */
  resource_types?: string[]
}

export interface PlaceRecord {
  account_id: string
  /** Name of the account in Organizations, with --org or --trust-org; null: not known. Older reports have none. */
  account_name?: string | null
  region: string
  /** `aws`, `aws-cn`, `aws-us-gov`, … Older reports have none. */
  partition?: string
  status: 'complete' | 'partial' | 'unreachable'
  /** Number of keys that were audited. */
  keys: number
  /** The keys of the place are as AWS Config recorded them. Left out: they come from AWS KMS. */
  inventory?: PlaceInventoryRecord
  /** Keys that were not audited because an option leaves them out. Missing if there are none. */
  left_out?: LeftOutRecord
}

/** Counts of keys by the option that leaves them out. */
export interface LeftOutRecord {
  exclude_key?: number
  /** Including keys whose tags could not be read: a gap names each. */
  tag?: number
}

export interface OrganizationRecord {
  /** `o-exampleorgid` */
  id: string
  /** Ids of its accounts. */
  accounts: string[]
}

/** What matters to KMS about a CloudTrail trail. */
export interface TrailRecord {
  name: string
  arn: string
  home_region: string
  multi_region: boolean
  organization: boolean
  /** Null: it could not be read. */
  logging: boolean | null
  /** Why its selectors drop some or all KMS events, in words; empty: they keep all. Null: they could not be read. */
  hides_kms: string[] | null
}
