import type { MicroDollars } from './cost.ts'
import type { Need } from './finding.ts'
import type { OpaServer } from './opa.ts'
import type { KeySelection } from './key-selection.ts'
import type { ShowOptions } from './show-options.ts'

export type { FailOn, DispositionFilter, Output, ShowOptions } from './show-options.ts'

/** Everything a run was asked for, checked and complete: the rest of the program knows no flags. */
export interface Options {
  audit: AuditOptions
  show: ShowOptions
  /** What a saved report is asked for instead of AWS. Null: there is an audit. */
  saved: SavedOptions | null
  checks: CheckOptions
  /** What the report is for: it is shown, or its findings are sent, or it is sent. */
  purpose: Purpose
  /** Say what it would take, and do no more. */
  estimate: boolean
  /** Run on the simulated sample account. */
  demo: boolean
  /** Say on stderr what is called and why something failed. */
  debug: boolean
}

export type Purpose = 'show' | 'send-findings' | 'send-report'

/** What `publish` was asked for. */
export interface PublishRequest extends Options {
  publish: PublishOptions
}

/** Where findings go, and whether anybody is asked first. */
export interface PublishOptions {
  /** Id of the sink. */
  sink: string
  /** Values of the sink's own options. */
  settings: Readonly<Record<string, unknown>>
  /** Send without asking. */
  yes: boolean
  /** Print what would be sent instead. */
  dryRun: boolean
  /** Names, globs or `all`, as given: of a saved report, send only what belongs there. Null: all of it. */
  regions: readonly string[] | null
}

/** `--from`: a saved report, and what of it. */
export interface SavedOptions extends KeySelection {
  /** Path of the report; `-` is stdin. */
  path: string
  /** Names, globs or `all`, as given. Null: every Region of the report. */
  regions: readonly string[] | null
  /** Account ids. Empty: all. */
  accounts: readonly string[]
  exceptAccounts: readonly string[]
  /** Null: as the report has it; so are those below. */
  manager: KeyManager | null
  unusedDays: number | null
  /** Per month. */
  pricePerKey: MicroDollars | null
}

/** Which checks judge the keys, and what they take for granted. */
export interface CheckOptions {
  /** Ids. Empty: none. */
  ids: readonly string[]
  /** The option that needs findings, though no check was named: `-o sarif`. Null: none. */
  impliedBy: string | null
  /** The option that changes what checks find, so that a saved report is judged again: `--trusted-account`. */
  changedBy: string | null
  /** Accounts that may use keys. */
  trustedAccounts: readonly string[]
  requiredTags: readonly string[]
  /** A file that says which findings are accepted. */
  mutelist: string | null
  /** A saved report: only what is not in it is new. */
  baseline: string | null
  /** Null: nobody else is asked. */
  opa: OpaServer | null
}

/** What to look at, and how hard. */
export interface AuditOptions extends KeySelection {
  /** Names, globs or `all`, as given. Null: not given, so AWS_REGION, AWS_DEFAULT_REGION and the profile decide. */
  regions: readonly string[] | null
  /** Empty: the credentials that the SDK finds by itself. */
  profiles: readonly string[]
  /** Whose keys to look at with these credentials. */
  accounts: AccountOptions
  manager: KeyManager
  unusedDays: number
  /** Null: no request counts. */
  requestDays: number | null
  /** Ids of the sources to ask; none at all for the inventory alone. `auto`: the plan that needs the fewest calls. */
  sources: 'auto' | readonly string[]
  doubleCheck: boolean
  /** CloudTrail pages per key. */
  maxPages: number
  /** Calls per second by operation (`kms:GetKeyLastUsage`), where they differ from AWS's default quota. */
  maxRates: Readonly<Record<string, number>>
  /** Believe CloudWatch that a key is in use. */
  fast: boolean
  /** Milliseconds after which nothing more is asked. Null: as long as it takes. */
  maxDuration: number | null
  checkpoint: CheckpointOptions | null
  /** Per month. Null: AWS's list price. */
  pricePerKey: MicroDollars | null
  /** What the selected checks need to have read. */
  needs: readonly Need[]
  looks: WantedLooks
  /** Ask who else belongs to the organization. */
  trustOrganization: boolean
}

/** What short looks into CloudTrail are needed for. */
export interface WantedLooks {
  /** States of a key in which the calls that CloudTrail recorded decide a selected check. */
  states: readonly string[]
  /** Whether that holds for a key in use, too: it has a row, or decides the exit code. */
  inUse: boolean
  /** Whether anything that is shown or decided goes by which keys are unused. */
  unused: boolean
}

export interface CheckpointOptions {
  path: string
  /** Milliseconds after which what stands there counts for nothing. */
  ttl: number
}

/** Other accounts than the credentials' own. */
export interface AccountOptions {
  /** Roles to assume, each of them an account. Empty: none. */
  roleArns: readonly string[]
  externalId: string | null
  sessionName: string
  /** Null: the organization is not asked. */
  organization: Organization | null
}

export interface Organization {
  /** Name, with its path, of the role in every account. */
  role: string
  /** Account ids. Empty: all active ones. */
  only: readonly string[]
  except: readonly string[]
  /** Organizational units or roots. Empty: the whole organization. */
  units: readonly string[]
}

export type KeyManager = 'customer' | 'aws' | 'all'
