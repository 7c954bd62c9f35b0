import type { Severity } from './finding.ts'

export interface Scope {
  manager: 'customer' | 'aws' | 'all'
  /** What was named by --key; left out when no key was. */
  keys?: string[]
  /** What was named by --exclude-key; left out when nothing was. */
  exclude_keys?: string[]
  /** What was asked for by --tag; left out when nothing was. */
  tags?: string[]
  /** Ids of the sources of usage evidence that were asked, none with `--source none`. */
  sources: string[]
  /** Every place asked for, also those that did not answer. */
  places: PlaceRecord[]
  /** Ids of the checks that were asked for; left out without any. */
  checks?: string[]
  /** Less severe findings were left out, by --severity; left out itself when none was. */
  severity?: Severity
  /** Keys of other dispositions, and their findings, were left out, by --only; left out itself when none was. */
  only?: string[]
  /** What there is to know of these checks beyond what a finding says, by their ids. */
  check_details?: Record<string, CheckRecord>
  /** With `--trust-org`; null: it could not be read. */
  organization?: OrganizationRecord | null
  /** Trails, if a check of them was run. Older reports have one list per account. */
  trails?: Record<string, TrailRecord[] | Record<string, TrailRecord[] | null>>
}

/** Trails by account and Region; a trail for all Regions is listed in each of them. Null: they could not be read. */
export type TrailsByAccount = Record<string, Record<string, TrailRecord[] | null>>

export interface CheckRecord {
  /** What holds where it passes. */
  title: string
  severity: Severity
  why: string
  /** Of frameworks that map theirs to this check. */
  controls: { framework: string; id: string }[]
}

export interface PlaceRecord {
  account_id: string
  /** Name of the account in Organizations, with --org or --trust-org; null: not known. Older reports have none. */
  account_name?: string | null
  region: string
  /** `aws`, `aws-cn`, `aws-us-gov`, … Older reports have none. */
  partition?: string
  status: 'complete' | 'partial' | 'unreachable'
  /** Keys that were audited. */
  keys: number
  /** Keys that were not audited because an option leaves them out; left out itself when none were. */
  left_out?: LeftOutRecord
}

/** Counts of keys by the option that leaves them out. */
export interface LeftOutRecord {
  exclude_key?: number
  /** Also those whose tags could not be read: a gap names each. */
  tag?: number
}

export interface OrganizationRecord {
  /** `o-exampleorgid` */
  id: string
  /** Ids of its accounts. */
  accounts: string[]
}

/** A CloudTrail trail as far as it matters to KMS. */
export interface TrailRecord {
  name: string
  arn: string
  home_region: string
  multi_region: boolean
  organization: boolean
  /** Null: it could not be read. */
  logging: boolean | null
  /** In words, why its selectors drop KMS events or some of them; empty: it keeps all. Null: could not be read. */
  hides_kms: string[] | null
}
