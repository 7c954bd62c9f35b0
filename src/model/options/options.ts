import type { MicroDollars } from '../cost.ts'
import type { OpaServer } from '../opa.ts'
import type { AccountOptions } from './account-options.ts'
import type { ArchivedAccounts, ArchiveOptions } from './archive-options.ts'
import type { KeySelection } from './key-selection.ts'
import type { ConfigRecord } from '../report/scope.ts'
import type { ShowOptions } from './show-options.ts'

export type { AccountOptions, Organization } from './account-options.ts'
export type { FailOn, DispositionFilter, KeyFilter, Output, ShowOptions } from './show-options.ts'

/** All options of a run, checked and complete: the rest of the program knows no flags. */
export interface Options {
  audit: AuditOptions
  show: ShowOptions
  /** How a saved report is read instead of AWS. Null: there is an audit. */
  saved: SavedOptions | null
  checks: CheckOptions
  /** What the report is for: it is shown, or its findings are sent, or it is sent. */
  purpose: Purpose
  /** Print the expected calls, time and cost, and do no more. */
  estimate: boolean
  /** Run on the simulated sample account. */
  demo: boolean
  /** Write to stderr what is called and why something failed. */
  debug: boolean
  /** The config file that set some of the options. Null: none was read. */
  config: ConfigRecord | null
}

export type Purpose = 'show' | 'send-findings' | 'send-report'

/** `--from`: a saved report, and which part of it is read. */
export interface SavedOptions extends KeySelection {
  /** The report is read to explain the one key that `keys` names. */
  oneKey: boolean
  /** Path of the report; `-` is stdin. */
  path: string
  /** Names, globs or `all`, as given. Null: every Region of the report. */
  regions: readonly string[] | null
  /** Account ids. Empty: all. */
  accounts: readonly string[]
  exceptAccounts: readonly string[]
  /** Null: as in the report; so are those below. */
  manager: KeyManager | null
  unusedDays: number | null
  /** Per month. */
  pricePerKey: MicroDollars | null
}

/** Which checks judge the keys, and what they accept. */
export interface CheckOptions {
  /** Ids. Empty: none. */
  ids: readonly string[]
  /** Ids of the frameworks to assess, which need checks of their own. Empty: none. */
  frameworks: readonly string[]
  /** The option that needs findings although no check was named: `-o sarif`. Null: none. */
  impliedBy: string | null
  /** The option that changes what checks find, so that a saved report is judged again: `--trusted-account`. */
  changedBy: string | null
  /** Accounts that may use keys. */
  trustedAccounts: readonly string[]
  requiredTags: readonly string[]
  /** Path of the file with accepted findings. Null: none. */
  mutelist: string | null
  /** Path of an earlier report: only findings that it does not contain are new. Null: none. */
  baseline: string | null
  /** Null: no OPA server is asked. */
  opa: OpaServer | null
}

/** What is audited, and how thoroughly. */
export interface AuditOptions extends KeySelection {
  /** Names, globs or `all`, as given. Null: not given, so AWS_REGION, AWS_DEFAULT_REGION and the profile decide. */
  regions: readonly string[] | null
  /** Empty: the credentials that the SDK finds by itself. */
  profiles: readonly string[]
  /** Other accounts to audit with these credentials. */
  accounts: AccountOptions
  manager: KeyManager
  unusedDays: number
  /** Null: no request counts. */
  requestDays: number | null
  /** Ids of the sources to query; empty: only list the keys. `auto`: the plan that needs the fewest calls. */
  sources: 'auto' | readonly string[]
  /** Archived CloudTrail records, which a source of their own searches. */
  archives: ArchiveOptions
  /** The accounts whose records are read from the archive alone. Left out: accounts that are not entered are not read. */
  archivedAccounts?: ArchivedAccounts
  doubleCheck: boolean
  /** CloudTrail pages per key. */
  maxPages: number
  /** Calls per second by operation (`kms:GetKeyLastUsage`), where they differ from AWS's default quota. */
  maxRates: Readonly<Record<string, number>>
  /** Accept CloudWatch metrics as proof of use. */
  fast: boolean
  /** Milliseconds after which no more calls are made. Null: no limit. */
  maxDuration: number | null
  checkpoint: CheckpointOptions | null
  /** Look up who used each key last. */
  who: boolean
  /** Which resources are searched for references to keys. Null: none. */
  dependents: DependentsOptions | null
  /**
   * The run explains the one key that `keys` names: it also reads who used and changed the key, and the requests by day.
   * `direct`: without listing all keys, if the name is an id or an ARN. `facts`: the facts about the key are enough.
   * Null: an audit.
   */
  oneKey: 'direct' | 'listed' | 'facts' | null
  /** For how many keys of each account and Region, those with the most requests, the callers are read. */
  busiest: number
  /** Per month. Null: AWS's list price. */
  pricePerKey: MicroDollars | null
  /** `list`: the prices in the package; `live`: those of AWS's price list. */
  prices: 'list' | 'live'
  /** Facts that the command needs; once checks are loaded, also those that they need. */
  needs: readonly string[]
  looks: WantedLooks
  /** Read which accounts belong to the organization, to trust them. */
  trustOrganization: boolean
  /** What AWS Config has recorded about the keys of places that cannot be entered. Null: only AWS KMS lists keys. */
  inventory: InventoryOptions | null
}

/** `--inventory-from`, and which accounts of the aggregator are wanted. */
export interface InventoryOptions {
  aggregator: AggregatorName
  /** Account ids. Empty: every account that the aggregator has. */
  only: readonly string[]
  except: readonly string[]
}

/** `config:NAME@REGION`. Null: the Region in which the run starts. */
export interface AggregatorName {
  name: string
  region: string | null
}

/** `--dependents`: types of resources, by their ids. */
export interface DependentsOptions {
  /** Types that were named themselves. */
  named: readonly string[]
  /** Which types are searched besides these. `listed`: those whose lists contain the keys. */
  others: 'none' | 'listed' | 'all'
  /** The AWS Config aggregator to ask instead of the services. Null: the services are asked. */
  aggregator: AggregatorName | null
}

/** What short CloudTrail searches are needed for. */
export interface WantedLooks {
  /** States of a key in which recorded calls decide a selected check. */
  states: readonly string[]
  /** Whether they are also needed for keys in use, which have a row or decide the exit code. */
  inUse: boolean
  /** Whether anything that is shown or decided depends on which keys are unused. */
  unused: boolean
}

export interface CheckpointOptions {
  path: string
  /** Milliseconds after which its content is ignored. */
  ttl: number
}

export type KeyManager = 'customer' | 'aws' | 'all'
